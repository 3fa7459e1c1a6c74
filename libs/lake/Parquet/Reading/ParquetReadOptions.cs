namespace PatientFlow.Lake.Parquet;

/// <summary>The limits that a reader keeps against hostile or broken files. Immutable.</summary>
public sealed record ParquetReadOptions
{
    /// <summary>The default limits.</summary>
    public static ParquetReadOptions Default { get; } = new();

    /// <summary>
    /// Bytes that the decoded columns of one row group may take, 2 GiB by default. A file may hold a billion equal
    /// rows in a hundred bytes, so the size of the file is no bound.
    /// </summary>
    public long DecodedBytesMax { get; init; } = 2L << 30;

    /// <summary>Bytes of one page after decompression; default 256 MiB.</summary>
    public int PageBytesMax { get; init; } = 256 << 20;

    /// <summary>Whether pages that carry a checksum are checked; default no, as in other readers.</summary>
    public bool VerifyChecksums { get; init; }
}
