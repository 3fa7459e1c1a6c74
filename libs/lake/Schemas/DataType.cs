namespace PatientFlow.Lake;

/// <summary>
/// The type of a column, by the names of the Delta schema. Closed: <see cref="PrimitiveType"/>,
/// <see cref="DecimalType"/>, <see cref="StructType"/>, <see cref="ListType"/>, <see cref="MapType"/>.
/// Source: Delta protocol, "Schema Serialization Format".
/// </summary>
public abstract record DataType
{
    private protected DataType()
    {
    }

    /// <summary>UTF-8 text.</summary>
    public static DataType String { get; } = new PrimitiveType(PrimitiveKind.String);

    /// <summary>64-bit signed integer.</summary>
    public static DataType Long { get; } = new PrimitiveType(PrimitiveKind.Long);

    /// <summary>32-bit signed integer.</summary>
    public static DataType Integer { get; } = new PrimitiveType(PrimitiveKind.Integer);

    /// <summary>16-bit signed integer.</summary>
    public static DataType Short { get; } = new PrimitiveType(PrimitiveKind.Short);

    /// <summary>8-bit signed integer.</summary>
    public static DataType Byte { get; } = new PrimitiveType(PrimitiveKind.Byte);

    /// <summary>32-bit IEEE number.</summary>
    public static DataType Float { get; } = new PrimitiveType(PrimitiveKind.Float);

    /// <summary>64-bit IEEE number.</summary>
    public static DataType Double { get; } = new PrimitiveType(PrimitiveKind.Double);

    /// <summary>True or false.</summary>
    public static DataType Boolean { get; } = new PrimitiveType(PrimitiveKind.Boolean);

    /// <summary>Any bytes.</summary>
    public static DataType Binary { get; } = new PrimitiveType(PrimitiveKind.Binary);

    /// <summary>Days since 1970-01-01, proleptic Gregorian.</summary>
    public static DataType Date { get; } = new PrimitiveType(PrimitiveKind.Date);

    /// <summary>Microseconds since 1970-01-01T00:00:00Z.</summary>
    public static DataType Timestamp { get; } = new PrimitiveType(PrimitiveKind.Timestamp);

    /// <summary>Microseconds since 1970-01-01T00:00:00 on a wall clock without zone.</summary>
    public static DataType LocalTimestamp { get; } = new PrimitiveType(PrimitiveKind.LocalTimestamp);

    /// <summary>Always null.</summary>
    public static DataType Void { get; } = new PrimitiveType(PrimitiveKind.Void);

    /// <summary>An exact number.</summary>
    /// <param name="precision">Digits in all, 1 to 38.</param>
    /// <param name="scale">Digits after the point, 0 to <paramref name="precision"/>.</param>
    public static DataType Decimal(int precision, int scale) => new DecimalType(precision, scale);

    /// <summary>Whether this type is the primitive <paramref name="kind"/>.</summary>
    public bool Is(PrimitiveKind kind) => this is PrimitiveType primitive && primitive.Kind == kind;
}
