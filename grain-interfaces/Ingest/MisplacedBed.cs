namespace PatientFlow.Ingest;

/// <summary>A bed that an event named although it belongs to another department: the patient did not get it.</summary>
[GenerateSerializer, Immutable, Alias("bed-elsewhere")]
public sealed record MisplacedBed
{
    /// <summary>The bed as the network spells it.</summary>
    [Id(0)] public required string BedId { get; init; }

    /// <summary>The department that the event named; null if the network has no such department.</summary>
    [Id(1)] public string? NamedIn { get; init; }

    /// <summary>When the event was applied, UTC.</summary>
    [Id(2)] public required DateTime At { get; init; }
}
