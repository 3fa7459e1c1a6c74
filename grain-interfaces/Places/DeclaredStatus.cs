using PatientFlow.Events;

namespace PatientFlow.Places;

/// <summary>What was declared of a bed, with the event that said so.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("declared-status")]
public sealed record DeclaredStatus
{
    /// <summary>What was declared.</summary>
    [Id(0)] public required BedStatusChange Change { get; init; }

    /// <summary>Event time, UTC.</summary>
    [Id(1)] public required DateTime At { get; init; }

    /// <summary>Partition of the log that holds the event.</summary>
    [Id(2)] public required int Partition { get; init; }

    /// <summary>Offset in that partition.</summary>
    [Id(3)] public required long Offset { get; init; }
}
