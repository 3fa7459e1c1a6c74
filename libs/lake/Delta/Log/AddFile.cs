namespace PatientFlow.Lake.Delta;

/// <summary>
/// A data file of a table: staged by a writer, made visible by a commit, live until a commit removes it. Plain and
/// immutable, so that it can travel from the process that wrote the file to the one that commits it.
/// </summary>
public sealed record AddFile
{
    /// <summary>The path below the table root as the log has it: URI-encoded.</summary>
    public required string Path { get; init; }

    /// <summary>The value of each partition column as log text; null for null.</summary>
    public required IReadOnlyDictionary<string, string?> PartitionValues { get; init; }

    /// <summary>The exact length of the file.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>When the file was written, in milliseconds since 1970 UTC.</summary>
    public required long ModifiedMs { get; init; }

    /// <summary>False if the rows were in the table before, in other files.</summary>
    public bool DataChange { get; init; } = true;

    /// <summary>Statistics as the log has them, or null.</summary>
    public string? StatsJson { get; init; }

    /// <summary>The number of rows by the statistics; null where they do not say.</summary>
    public long? Rows => FileStatistics.RowsOf(StatsJson);

    /// <summary>The path below the table root as the store has it.</summary>
    public string StorePath => LogPath.Decode(Path);
}
