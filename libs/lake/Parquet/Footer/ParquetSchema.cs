using System.Diagnostics;

namespace PatientFlow.Lake.Parquet;

/// <summary>
/// The Parquet form of a schema, with the older and the newer annotation both. Source: LogicalTypes.md; for decimals
/// the layout of Spark (INT32 up to 9 digits, INT64 up to 18, else the shortest fixed length).
/// </summary>
internal static class ParquetSchema
{
    public static IReadOnlyList<SchemaElement> From(Schema schema)
    {
        var elements = new List<SchemaElement>
        {
            new() { Name = "schema", ChildCount = schema.Fields.Count, IsRoot = true },
        };
        foreach (var field in schema.Fields) Add(field.Name, field.Type, field.Nullable, elements);
        return elements;
    }

    /// <summary>The bytes that a decimal of a precision needs at least as two's complement.</summary>
    public static int DecimalBytes(int precision)
    {
        var bytes = 1;
        var limit = DecimalText.PowerOfTen(precision) - 1;
        while (bytes < 16 && limit >> (8 * bytes - 1) != 0) bytes++;
        return bytes;
    }

    private static void Add(string name, DataType type, bool nullable, List<SchemaElement> elements)
    {
        var repetition = nullable ? Repetition.Optional : Repetition.Required;
        switch (type)
        {
            case PrimitiveType primitive:
                elements.Add(Primitive(name, primitive, repetition));
                break;
            case DecimalType number:
                elements.Add(Number(name, number, repetition));
                break;
            case StructType group:
                elements.Add(new() { Name = name, Repetition = repetition, ChildCount = group.Fields.Count });
                foreach (var field in group.Fields) Add(field.Name, field.Type, field.Nullable, elements);
                break;
            case ListType list:
                elements.Add(new()
                {
                    Name = name, Repetition = repetition, ChildCount = 1, Converted = ConvertedType.List,
                    Logical = new LogicalType(LogicalKind.List),
                });
                elements.Add(new() { Name = "list", Repetition = Repetition.Repeated, ChildCount = 1 });
                Add("element", list.Element, list.ElementNullable, elements);
                break;
            case MapType map:
                elements.Add(new()
                {
                    Name = name, Repetition = repetition, ChildCount = 1, Converted = ConvertedType.Map,
                    Logical = new LogicalType(LogicalKind.Map),
                });
                elements.Add(new() { Name = "key_value", Repetition = Repetition.Repeated, ChildCount = 2 });
                Add("key", map.Key, nullable: false, elements);
                Add("value", map.Value, map.ValueNullable, elements);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static SchemaElement Primitive(string name, PrimitiveType type, Repetition repetition)
    {
        var (physical, converted, logical) = type.Kind switch
        {
            PrimitiveKind.String =>
                (PhysicalType.ByteArray, ConvertedType.Utf8, new LogicalType(LogicalKind.String)),
            PrimitiveKind.Long => (PhysicalType.Int64, (ConvertedType?)null, default(LogicalType)),
            PrimitiveKind.Integer => (PhysicalType.Int32, null, default),
            PrimitiveKind.Short => (PhysicalType.Int32, ConvertedType.Int16, Signed(16)),
            PrimitiveKind.Byte => (PhysicalType.Int32, ConvertedType.Int8, Signed(8)),
            PrimitiveKind.Float => (PhysicalType.Float, null, default),
            PrimitiveKind.Double => (PhysicalType.Double, null, default),
            PrimitiveKind.Boolean => (PhysicalType.Boolean, null, default),
            PrimitiveKind.Binary => (PhysicalType.ByteArray, null, default),
            PrimitiveKind.Date => (PhysicalType.Int32, ConvertedType.Date, new LogicalType(LogicalKind.Date)),
            PrimitiveKind.Timestamp => (PhysicalType.Int64, ConvertedType.TimestampMicros, Micros(utc: true)),
            // The older annotation cannot say "no zone", so a local time carries the newer one only.
            PrimitiveKind.LocalTimestamp => (PhysicalType.Int64, null, Micros(utc: false)),
            PrimitiveKind.Void => throw new LakeUnsupportedException("writing a column of type void"),
            _ => throw new UnreachableException(),
        };
        return new SchemaElement
        {
            Name = name, Type = physical, Repetition = repetition, Converted = converted, Logical = logical,
        };
    }

    private static SchemaElement Number(string name, DecimalType type, Repetition repetition)
    {
        var physical = type.Precision switch
        {
            <= 9 => PhysicalType.Int32,
            <= 18 => PhysicalType.Int64,
            _ => PhysicalType.FixedLenByteArray,
        };
        return new SchemaElement
        {
            Name = name,
            Type = physical,
            TypeLength = physical == PhysicalType.FixedLenByteArray ? DecimalBytes(type.Precision) : 0,
            Repetition = repetition,
            Converted = ConvertedType.Decimal,
            Scale = type.Scale,
            Precision = type.Precision,
            Logical = new LogicalType(LogicalKind.Decimal) { Scale = type.Scale, Precision = type.Precision },
        };
    }

    private static LogicalType Signed(int bits) => new(LogicalKind.Integer) { BitWidth = bits, Signed = true };

    private static LogicalType Micros(bool utc) =>
        new(LogicalKind.Timestamp) { AdjustedToUtc = utc, Unit = TimeUnit.Micros };
}
