namespace PatientFlow.Lake;

/// <summary>The types of a column that hold one value and take no parameter.</summary>
public enum PrimitiveKind
{
    /// <summary>UTF-8 text.</summary>
    String,

    /// <summary>64-bit signed integer.</summary>
    Long,

    /// <summary>32-bit signed integer.</summary>
    Integer,

    /// <summary>16-bit signed integer.</summary>
    Short,

    /// <summary>8-bit signed integer.</summary>
    Byte,

    /// <summary>32-bit IEEE number.</summary>
    Float,

    /// <summary>64-bit IEEE number.</summary>
    Double,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Any bytes.</summary>
    Binary,

    /// <summary>A calendar day, proleptic Gregorian.</summary>
    Date,

    /// <summary>An instant in UTC with microseconds.</summary>
    Timestamp,

    /// <summary>
    /// A wall-clock time without zone, with microseconds. Parquet files may hold it; as a Delta column it needs
    /// a table feature that this library refuses.
    /// </summary>
    LocalTimestamp,

    /// <summary>Always null; never stored in a file.</summary>
    Void,
}
