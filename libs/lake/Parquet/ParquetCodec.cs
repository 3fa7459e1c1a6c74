namespace PatientFlow.Lake.Parquet;

/// <summary>How pages are compressed when a file is written.</summary>
public enum ParquetCodec
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Snappy: fast, and read by everything.</summary>
    Snappy,

    /// <summary>GZIP: small, and about ten times slower to write.</summary>
    Gzip,
}
