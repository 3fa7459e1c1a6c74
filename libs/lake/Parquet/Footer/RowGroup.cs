namespace PatientFlow.Lake.Parquet;

/// <summary>A run of rows: one chunk for each leaf column.</summary>
internal sealed class RowGroup
{
    public IReadOnlyList<ColumnChunk> Columns { get; init; } = [];

    public long UncompressedBytes { get; init; }

    public long RowCount { get; init; }

    public long FileOffset { get; init; }

    public long CompressedBytes { get; init; }

    public static RowGroup Read(ref ThriftReader reader)
    {
        var columns = new List<ColumnChunk>();
        long bytes = 0, rows = 0;
        var id = 0;
        while (reader.NextField(ref id, out var kind))
        {
            switch (id)
            {
                case 1:
                    var count = reader.ReadList(kind, out var element);
                    ThriftReader.Expect(element, ThriftKind.Struct);
                    for (var i = 0; i < count; i++) columns.Add(ColumnChunk.Read(ref reader));
                    break;
                case 2:
                    bytes = reader.ReadInt64(kind);
                    break;
                case 3:
                    rows = reader.ReadInt64(kind);
                    break;
                default:
                    reader.Skip(kind);
                    break;
            }
        }

        if (rows < 0) throw ThriftReader.Broken("a negative number of rows");
        return new RowGroup { Columns = columns, UncompressedBytes = bytes, RowCount = rows };
    }

    public void Write(ThriftWriter writer, int ordinal)
    {
        writer.StructElement();
        writer.List(1, ThriftKind.Struct, Columns.Count);
        foreach (var column in Columns) column.Write(writer);
        writer.Int64(2, UncompressedBytes);
        writer.Int64(3, RowCount);
        writer.Int64(5, FileOffset);
        writer.Int64(6, CompressedBytes);
        if (ordinal <= short.MaxValue) writer.Int16(7, (short)ordinal);
        writer.EndStruct();
    }
}
