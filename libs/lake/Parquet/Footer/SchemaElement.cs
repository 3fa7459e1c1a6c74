namespace PatientFlow.Lake.Parquet;

/// <summary>One node of the schema in a footer. Source: parquet.thrift.</summary>
internal sealed class SchemaElement
{
    public PhysicalType? Type { get; init; }

    public int TypeLength { get; init; }

    public Repetition Repetition { get; init; }

    public required string Name { get; init; }

    public int ChildCount { get; init; }

    public ConvertedType? Converted { get; init; }

    public int Scale { get; init; }

    public int Precision { get; init; }

    public LogicalType Logical { get; init; }

    public static SchemaElement Read(ref ThriftReader reader)
    {
        PhysicalType? type = null;
        ConvertedType? converted = null;
        var repetition = Repetition.Required;
        var name = "";
        int length = 0, children = 0, scale = 0, precision = 0;
        var logical = default(LogicalType);
        var id = 0;
        while (reader.NextField(ref id, out var kind))
        {
            switch (id)
            {
                case 1:
                    type = (PhysicalType)reader.ReadInt32(kind);
                    break;
                case 2:
                    length = reader.ReadInt32(kind);
                    break;
                case 3:
                    repetition = (Repetition)reader.ReadInt32(kind);
                    break;
                case 4:
                    name = reader.ReadText(kind);
                    break;
                case 5:
                    children = reader.ReadInt32(kind);
                    break;
                case 6:
                    converted = (ConvertedType)reader.ReadInt32(kind);
                    break;
                case 7:
                    scale = reader.ReadInt32(kind);
                    break;
                case 8:
                    precision = reader.ReadInt32(kind);
                    break;
                case 10:
                    ThriftReader.Expect(kind, ThriftKind.Struct);
                    logical = LogicalType.Read(ref reader);
                    break;
                default:
                    reader.Skip(kind);
                    break;
            }
        }

        if (type is { } given && !Enum.IsDefined(given)) throw ThriftReader.Broken("an unknown physical type");
        if (!Enum.IsDefined(repetition)) throw ThriftReader.Broken("an unknown repetition");
        if (children < 0 || length < 0) throw ThriftReader.Broken("a negative count");
        if (type == PhysicalType.FixedLenByteArray && length == 0) throw ThriftReader.Broken("a fixed length of 0 bytes");
        return new SchemaElement
        {
            Type = type,
            TypeLength = length,
            Repetition = repetition,
            Name = name,
            ChildCount = children,
            Converted = converted,
            Scale = scale,
            Precision = precision,
            Logical = logical,
        };
    }

    public void Write(ThriftWriter writer)
    {
        writer.StructElement();
        if (Type is { } type) writer.Int32(1, (int)type);
        if (Type == PhysicalType.FixedLenByteArray) writer.Int32(2, TypeLength);
        // The root has no repetition; every other node has one.
        if (Type is not null || !IsRoot) writer.Int32(3, (int)Repetition);
        writer.Text(4, Name);
        if (Type is null) writer.Int32(5, ChildCount);
        if (Converted is { } converted) writer.Int32(6, (int)converted);
        if (Logical.Kind == LogicalKind.Decimal)
        {
            writer.Int32(7, Scale);
            writer.Int32(8, Precision);
        }

        if (Logical.Kind != LogicalKind.None) Logical.Write(writer, 10);
        writer.EndStruct();
    }

    /// <summary>Set on the first element of a schema that is written.</summary>
    public bool IsRoot { get; init; }
}
