namespace PatientFlow.Events;

/// <summary>What somebody declares of a bed of the network.</summary>
[GenerateSerializer, Immutable, Alias("bed-status-change")]
public sealed record BedStatusChange
{
    /// <summary>The bed as the network spells it, such as <c>H3-ICU-7</c>.</summary>
    [Id(0)] public required string BedId { get; init; }

    /// <summary>Its department, such as <c>H3-ICU</c>.</summary>
    [Id(1)] public required string DepartmentKey { get; init; }

    /// <summary>The new state; neither unknown nor occupied.</summary>
    [Id(2)] public required BedStatus Status { get; init; }

    /// <summary>How far cleaning is, of a dirty bed.</summary>
    [Id(3)] public CleaningStage Stage { get; init; }

    /// <summary>Why, in the sender's words.</summary>
    [Id(4)] public string? Reason { get; init; }

    /// <summary>When it is expected to end, UTC. It ends when somebody says so, never by itself.</summary>
    [Id(5)] public DateTime? Until { get; init; }

    /// <summary>The patient whom the bed is kept for, of a reserved bed.</summary>
    [Id(6)] public string? ReservedFor { get; init; }
}
