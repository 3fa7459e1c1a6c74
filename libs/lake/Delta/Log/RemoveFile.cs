namespace PatientFlow.Lake.Delta;

/// <summary>A data file that left the table, kept in the log until its retention is over (a tombstone).</summary>
public sealed record RemoveFile
{
    /// <summary>The path as the log has it: URI-encoded.</summary>
    public required string Path { get; init; }

    /// <summary>When it left, in milliseconds since 1970 UTC; 0 if the log does not say.</summary>
    public required long DeletedMs { get; init; }

    /// <summary>False if its rows live on in other files.</summary>
    public bool DataChange { get; init; } = true;

    /// <summary>The partition values, if the log says them.</summary>
    public IReadOnlyDictionary<string, string?>? PartitionValues { get; init; }

    /// <summary>The length of the file, if the log says it.</summary>
    public long? SizeBytes { get; init; }
}
