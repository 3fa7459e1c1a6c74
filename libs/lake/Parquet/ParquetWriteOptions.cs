namespace PatientFlow.Lake.Parquet;

/// <summary>How a Parquet file is laid out. Immutable.</summary>
public sealed record ParquetWriteOptions
{
    /// <summary>Snappy, with the default sizes.</summary>
    public static ParquetWriteOptions Default { get; } = new();

    /// <summary>Compression of pages; default Snappy.</summary>
    public ParquetCodec Codec { get; init; } = ParquetCodec.Snappy;

    /// <summary>Rows in a row group at most; default 1,048,576. A reader holds a row group in memory.</summary>
    public int RowGroupRows { get; init; } = 1_048_576;

    /// <summary>Encoded bytes after which a row group is closed; default 128 MiB.</summary>
    public long RowGroupBytes { get; init; } = 128L << 20;

    /// <summary>Rows in a page at most; default 20,000.</summary>
    public int PageRows { get; init; } = 20_000;

    /// <summary>Bytes of values after which a page is closed; default 1 MiB.</summary>
    public int PageBytes { get; init; } = 1 << 20;

    /// <summary>Bytes of distinct values up to which a dictionary is used; default 1 MiB; 0 for never.</summary>
    public int DictionaryBytes { get; init; } = 1 << 20;
}
