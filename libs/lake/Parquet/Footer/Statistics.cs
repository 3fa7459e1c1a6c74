namespace PatientFlow.Lake.Parquet;

/// <summary>Statistics of a column chunk. Values are in the plain encoding, without length prefix.</summary>
internal sealed class Statistics
{
    public byte[]? Min { get; init; }

    public byte[]? Max { get; init; }

    public long? NullCount { get; init; }

    public bool MinExact { get; init; } = true;

    public bool MaxExact { get; init; } = true;

    public static Statistics Read(ref ThriftReader reader)
    {
        byte[]? min = null, max = null;
        long? nulls = null;
        bool minExact = true, maxExact = true;
        var id = 0;
        while (reader.NextField(ref id, out var kind))
        {
            switch (id)
            {
                case 3:
                    nulls = reader.ReadInt64(kind);
                    break;
                case 5:
                    max = reader.ReadBinary(kind).ToArray();
                    break;
                case 6:
                    min = reader.ReadBinary(kind).ToArray();
                    break;
                case 7:
                    maxExact = ThriftReader.ReadBoolean(kind);
                    break;
                case 8:
                    minExact = ThriftReader.ReadBoolean(kind);
                    break;
                default:
                    reader.Skip(kind);
                    break;
            }
        }

        return new Statistics
        {
            Min = min, Max = max, NullCount = nulls, MinExact = minExact, MaxExact = maxExact,
        };
    }

    public void Write(ThriftWriter writer, int id)
    {
        writer.Struct(id);
        if (NullCount is { } nulls) writer.Int64(3, nulls);
        if (Max is not null) writer.Binary(5, Max);
        if (Min is not null) writer.Binary(6, Min);
        if (Max is not null) writer.Boolean(7, MaxExact);
        if (Min is not null) writer.Boolean(8, MinExact);
        writer.EndStruct();
    }
}
