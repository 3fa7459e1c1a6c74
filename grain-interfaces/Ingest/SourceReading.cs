namespace PatientFlow.Ingest;

/// <summary>What the silo that reads a partition knows of its log. Of a cluster, one silo reads a partition.</summary>
[GenerateSerializer, Immutable, Alias("source-reading")]
public sealed record SourceReading
{
    /// <summary>The offset after the last event, as far as known.</summary>
    [Id(0)] public required long End { get; init; }

    /// <summary>Why the partition is not read until a person has decided; null where it is read.</summary>
    [Id(1)] public string? Stopped { get; init; }

    /// <summary>Why the log cannot be reached from there; null where it can.</summary>
    [Id(2)] public string? Trouble { get; init; }
}
