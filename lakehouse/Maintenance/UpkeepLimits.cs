namespace PatientFlow.Lakehouse.Maintenance;

/// <summary>When files are merged, and how much of that one export waits for.</summary>
public sealed record UpkeepLimits
{
    /// <summary>
    /// Number of small files that a partition of a table may have before some are merged. Every file costs each query a
    /// request; Spark starts at 50 (delta-parquet.md section 4).
    /// </summary>
    public int SmallFilesMax { get; init; } = 64;

    /// <summary>Files of this size and above are left alone: merging them saves a query little.</summary>
    public long SmallBytes { get; init; } = 8L << 20;

    /// <summary>
    /// Number of bytes that one run rewrites; at least twice <see cref="SmallBytes"/>, so that any two small files fit.
    /// The next export waits meanwhile: about a second at 30 MB/s.
    /// </summary>
    public long RunBytesMax { get; init; } = 32L << 20;
}
