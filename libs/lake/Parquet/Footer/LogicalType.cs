namespace PatientFlow.Lake.Parquet;

/// <summary>The newer annotation with its parameters, if it has any.</summary>
internal readonly record struct LogicalType(LogicalKind Kind)
{
    public int Scale { get; init; }

    public int Precision { get; init; }

    public bool AdjustedToUtc { get; init; }

    public TimeUnit Unit { get; init; }

    public int BitWidth { get; init; }

    public bool Signed { get; init; }

    public static LogicalType Read(ref ThriftReader reader)
    {
        var type = default(LogicalType);
        var id = 0;
        while (reader.NextField(ref id, out var kind))
        {
            ThriftReader.Expect(kind, ThriftKind.Struct);
            // A kind that is newer than this code is kept as none: the value reads as what is stored.
            var known = Enum.IsDefined((LogicalKind)id) ? (LogicalKind)id : LogicalKind.None;
            type = ReadParameters(ref reader, new LogicalType(known));
        }

        return type;
    }

    public void Write(ThriftWriter writer, int id)
    {
        writer.Struct(id);
        writer.Struct((int)Kind);
        switch (Kind)
        {
            case LogicalKind.Decimal:
                writer.Int32(1, Scale);
                writer.Int32(2, Precision);
                break;
            case LogicalKind.Timestamp:
                writer.Boolean(1, AdjustedToUtc);
                writer.Struct(2);
                writer.Struct((int)Unit);
                writer.EndStruct();
                writer.EndStruct();
                break;
            case LogicalKind.Integer:
                writer.Int8(1, (sbyte)BitWidth);
                writer.Boolean(2, Signed);
                break;
            default:
                break;
        }

        writer.EndStruct();
        writer.EndStruct();
    }

    private static LogicalType ReadParameters(ref ThriftReader reader, LogicalType type)
    {
        var id = 0;
        while (reader.NextField(ref id, out var kind))
        {
            switch (type.Kind, id)
            {
                case (LogicalKind.Decimal, 1):
                    type = type with { Scale = reader.ReadInt32(kind) };
                    break;
                case (LogicalKind.Decimal, 2):
                    type = type with { Precision = reader.ReadInt32(kind) };
                    break;
                case (LogicalKind.Time or LogicalKind.Timestamp, 1):
                    type = type with { AdjustedToUtc = ThriftReader.ReadBoolean(kind) };
                    break;
                case (LogicalKind.Time or LogicalKind.Timestamp, 2):
                    type = type with { Unit = ReadUnit(ref reader, kind) };
                    break;
                case (LogicalKind.Integer, 1):
                    type = type with { BitWidth = reader.ReadInt32(kind) };
                    break;
                case (LogicalKind.Integer, 2):
                    type = type with { Signed = ThriftReader.ReadBoolean(kind) };
                    break;
                default:
                    reader.Skip(kind);
                    break;
            }
        }

        return type;
    }

    private static TimeUnit ReadUnit(ref ThriftReader reader, ThriftKind kind)
    {
        ThriftReader.Expect(kind, ThriftKind.Struct);
        var unit = default(TimeUnit);
        var id = 0;
        while (reader.NextField(ref id, out var inner))
        {
            unit = (TimeUnit)id;
            reader.Skip(inner);
        }

        return unit;
    }
}
