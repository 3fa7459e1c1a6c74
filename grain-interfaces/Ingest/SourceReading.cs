namespace PatientFlow.Ingest;

/// <summary>
/// What the silo that reads a partition knows of its log. In a cluster, one silo reads each partition.
/// </summary>
[GenerateSerializer, Immutable, Alias("source-reading")]
public sealed record SourceReading
{
    /// <summary>The offset after the last event, as far as known.</summary>
    [Id(0)] public required long End { get; init; }

    /// <summary>Why reading is stopped until a person decides; null if it is not stopped.</summary>
    [Id(1)] public string? Stopped { get; init; }

    /// <summary>Why that silo cannot reach the log; null if it can.</summary>
    [Id(2)] public string? Trouble { get; init; }
}
