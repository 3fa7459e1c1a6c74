using System.Collections.Immutable;

namespace PatientFlow.Ingest;

/// <summary>Progress of one partition.</summary>
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

    /// <summary>How many of those records were duplicates.</summary>
    [Id(4)] public required long Duplicates { get; init; }

    /// <summary>How many of those records went to quarantine.</summary>
    [Id(5)] public required long Quarantined { get; init; }

    /// <summary>Last report of its reader; null if there was none, or if each silo reads the log itself.</summary>
    [Id(6)] public SourceReading? Source { get; init; }

    /// <summary>Beds that its events of the last minutes named although they belong elsewhere; bounded.</summary>
    [Id(7)] public ImmutableArray<MisplacedBed> BedsElsewhere { get; init; } = [];

    /// <summary>Those that went to quarantine, by reason: together <see cref="Quarantined"/>.</summary>
    [Id(8)] public ImmutableArray<QuarantinedCount> QuarantinedByReason { get; init; } = [];
}
