namespace PatientFlow.Lake.Parquet;

/// <summary>
/// What the nodes of a file mean as types. What has no type of its own here reads as what is stored: TIME as its
/// number (<c>integer</c> milliseconds; <c>long</c> microseconds or nanoseconds), INTERVAL and BSON as
/// <c>binary</c>, UINT_64 as <c>decimal(20,0)</c>, UUID as text. Source: LogicalTypes.md.
/// </summary>
internal static class StoredTypes
{
    /// <summary>The type of a field, its repetition included.</summary>
    public static Field ToField(ParquetNode node) => node.Element.Repetition == Repetition.Repeated
        ? new Field(node.Element.Name, new ListType(OfOne(node), ElementNullable: false), Nullable: false)
        : new Field(node.Element.Name, OfOne(node), node.Element.Repetition == Repetition.Optional);

    /// <summary>Whether a group is a list by its annotation, and well-formed.</summary>
    public static bool IsList(ParquetNode node) => IsAnnotated(node, LogicalKind.List, ConvertedType.List)
        && node.Children is [{ Element.Repetition: Repetition.Repeated }];

    /// <summary>Whether a group is a map by its annotation, and well-formed.</summary>
    public static bool IsMap(ParquetNode node) =>
        (IsAnnotated(node, LogicalKind.Map, ConvertedType.Map) || node.Element.Converted == ConvertedType.MapKeyValue)
        && node.Children is [{ Element.Repetition: Repetition.Repeated, IsLeaf: false, Children.Count: 1 or 2 }];

    /// <summary>
    /// The node of a list's elements: below the repeated group, or the repeated node itself in the older forms.
    /// Source: LogicalTypes.md, "Backward-compatibility rules".
    /// </summary>
    public static ParquetNode ElementOf(ParquetNode list)
    {
        var repeated = list.Children[0];
        var isElement = repeated.IsLeaf || repeated.Children.Count > 1 || repeated.Element.Name == "array"
            || repeated.Element.Name == list.Element.Name + "_tuple"
            || repeated.Children[0].Element.Repetition == Repetition.Repeated;
        return isElement ? repeated : repeated.Children[0];
    }

    /// <summary>The type of one occurrence of a node.</summary>
    public static DataType OfOne(ParquetNode node)
    {
        if (node.IsLeaf) return OfLeaf(node);
        if (IsList(node))
        {
            var element = ElementOf(node);
            return new ListType(OfOne(element), element.Element.Repetition == Repetition.Optional);
        }

        if (IsMap(node))
        {
            var entry = node.Children[0].Children;
            return entry.Count == 1
                ? new ListType(OfOne(entry[0]), ElementNullable: false)
                : new MapType(OfOne(entry[0]), OfOne(entry[1]), entry[1].Element.Repetition == Repetition.Optional);
        }

        return new StructType([.. node.Children.Select(ToField)]);
    }

    private static bool IsAnnotated(ParquetNode node, LogicalKind logical, ConvertedType converted) =>
        node.Element.Logical.Kind == logical || node.Element.Converted == converted;

    private static DataType OfLeaf(ParquetNode node)
    {
        var element = node.Element;
        if (IsDecimal(element)) return ToDecimal(node);
        return element.Type switch
        {
            PhysicalType.Boolean => DataType.Boolean,
            PhysicalType.Int32 => OfInt32(element),
            PhysicalType.Int64 => OfInt64(element),
            PhysicalType.Int96 => DataType.Timestamp,
            PhysicalType.Float => DataType.Float,
            PhysicalType.Double => DataType.Double,
            PhysicalType.FixedLenByteArray when element.Logical.Kind == LogicalKind.Float16 => DataType.Float,
            PhysicalType.FixedLenByteArray when element.Logical.Kind == LogicalKind.Uuid => DataType.String,
            _ when element.Logical.Kind is LogicalKind.String or LogicalKind.Enum or LogicalKind.Json
                || element.Converted is ConvertedType.Utf8 or ConvertedType.Enum or ConvertedType.Json
                => DataType.String,
            _ => DataType.Binary,
        };
    }

    private static bool IsDecimal(SchemaElement element) =>
        (element.Logical.Kind == LogicalKind.Decimal || element.Converted == ConvertedType.Decimal)
        && element.Type is PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.ByteArray
            or PhysicalType.FixedLenByteArray;

    private static DecimalType ToDecimal(ParquetNode node)
    {
        var (precision, scale) = node.Element.Logical.Kind == LogicalKind.Decimal
            ? (node.Element.Logical.Precision, node.Element.Logical.Scale)
            : (node.Element.Precision, node.Element.Scale);
        if (precision > DecimalType.PrecisionMax)
            throw new LakeUnsupportedException($"decimal({precision},{scale}) in a Parquet file");
        if (precision < 1 || scale < 0 || scale > precision)
            throw ThriftReader.Broken($"the impossible type decimal({precision},{scale})");
        return new DecimalType(precision, scale);
    }

    private static DataType OfInt32(SchemaElement element) => (element.Logical.Kind, element.Converted) switch
    {
        (LogicalKind.Date, _) or (_, ConvertedType.Date) => DataType.Date,
        (LogicalKind.Integer, _) => (element.Logical.BitWidth, element.Logical.Signed) switch
        {
            (8, true) => DataType.Byte,
            (8, false) or (16, true) => DataType.Short,
            (32, false) => DataType.Long,
            _ => DataType.Integer,
        },
        (_, ConvertedType.Int8) => DataType.Byte,
        (_, ConvertedType.Int16 or ConvertedType.UInt8) => DataType.Short,
        (_, ConvertedType.UInt32) => DataType.Long,
        _ => DataType.Integer,
    };

    private static DataType OfInt64(SchemaElement element) => (element.Logical.Kind, element.Converted) switch
    {
        (LogicalKind.Timestamp, _) => element.Logical.AdjustedToUtc ? DataType.Timestamp : DataType.LocalTimestamp,
        (_, ConvertedType.TimestampMillis or ConvertedType.TimestampMicros) => DataType.Timestamp,
        (LogicalKind.Integer, _) when !element.Logical.Signed => DataType.Decimal(20, 0),
        (_, ConvertedType.UInt64) => DataType.Decimal(20, 0),
        _ => DataType.Long,
    };
}
