using PatientFlow.Events;

namespace PatientFlow.Places;

/// <summary>The state of a bed now, from who is in it, what was declared of it, and when it was left.</summary>
[GenerateSerializer, Immutable, Alias("bed-state")]
public sealed record BedState
{
    /// <summary>A bed of which nothing is known.</summary>
    public static readonly BedState Unused = new() { Status = BedStatus.Available };

    /// <summary>The state.</summary>
    [Id(0)] public required BedStatus Status { get; init; }

    /// <summary>How far cleaning is, of a dirty bed.</summary>
    [Id(1)] public CleaningStage Stage { get; init; }

    /// <summary>Event time since when, UTC; null if nothing has ever happened to it.</summary>
    [Id(2)] public DateTime? Since { get; init; }

    /// <summary>Why, as declared.</summary>
    [Id(3)] public string? Reason { get; init; }

    /// <summary>When it is expected to end, UTC, as declared.</summary>
    [Id(4)] public DateTime? Until { get; init; }

    /// <summary>The patient whom a reserved bed is kept for.</summary>
    [Id(5)] public string? ReservedFor { get; init; }
}
