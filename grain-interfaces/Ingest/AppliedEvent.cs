using PatientFlow.Events;

namespace PatientFlow.Ingest;

/// <summary>What became of an event that was applied lately: what its sender may ask for.</summary>
[GenerateSerializer, Immutable, Alias("applied-event")]
public sealed record AppliedEvent
{
    /// <summary>Id of the event.</summary>
    [Id(0)] public required string EventId { get; init; }

    /// <summary>Partition of the log that holds it.</summary>
    [Id(1)] public required int Partition { get; init; }

    /// <summary>Offset in that partition.</summary>
    [Id(2)] public required long Offset { get; init; }

    /// <summary>The patient; null if it names none.</summary>
    [Id(3)] public string? PatientId { get; init; }

    /// <summary>Why no patient's history has it, as <c>bronze/quarantine</c> says; null if one has.</summary>
    [Id(4)] public string? Quarantined { get; init; }

    /// <summary>The seed's quality flags.</summary>
    [Id(5)] public required QualityFlags Flags { get; init; }

    /// <summary>All further flags: the event's and the patient's.</summary>
    [Id(6)] public required ExtraFlags Extra { get; init; }

    /// <summary>The stay that it belongs to; null for none.</summary>
    [Id(7)] public long? StaySk { get; init; }

    /// <summary>The bed that it named, as the network spells it; null if it named none, or none that its patient could have.</summary>
    [Id(8)] public string? BedId { get; init; }

    /// <summary>How often it came again; none of those changed anything.</summary>
    [Id(9)] public int Repeated { get; init; }

    /// <summary>Whether it is itself a repetition, of an event that only Silver still has.</summary>
    [Id(10)] public bool Duplicate { get; init; }

    /// <summary>When it was applied, UTC.</summary>
    [Id(11)] public required DateTime AppliedAt { get; init; }
}
