namespace PatientFlow.Ingest;

/// <summary>How far one partition is.</summary>
[GenerateSerializer, Immutable, Alias("ingest-status")]
public sealed record IngestStatus
{
    /// <summary>Partition of the log.</summary>
    [Id(0)] public required int Partition { get; init; }

    /// <summary>Last offset applied to the grains; -1 for none.</summary>
    [Id(1)] public required long Applied { get; init; }

    /// <summary>Last offset that every table of the lake holds; -1 for none.</summary>
    [Id(2)] public required long Committed { get; init; }

    /// <summary>Records read since the start.</summary>
    [Id(3)] public required long Records { get; init; }

    /// <summary>Duplicates among them.</summary>
    [Id(4)] public required long Duplicates { get; init; }

    /// <summary>Records among them that went to quarantine.</summary>
    [Id(5)] public required long Quarantined { get; init; }

    /// <summary>What its reader said last; null where nobody has, and where each silo reads the log itself.</summary>
    [Id(6)] public SourceReading? Source { get; init; }
}
