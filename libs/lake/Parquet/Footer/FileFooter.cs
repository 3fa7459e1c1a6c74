using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>The metadata at the end of a file. Source: parquet.thrift, FileMetaData.</summary>
internal sealed class FileFooter
{
    public IReadOnlyList<SchemaElement> Schema { get; init; } = [];

    public long RowCount { get; init; }

    public IReadOnlyList<RowGroup> RowGroups { get; init; } = [];

    public string? CreatedBy { get; init; }

    public static FileFooter Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ThriftReader(bytes);
        var schema = new List<SchemaElement>();
        var groups = new List<RowGroup>();
        long rows = 0;
        string? createdBy = null;
        var id = 0;
        while (reader.NextField(ref id, out var kind))
        {
            switch (id)
            {
                case 2:
                    var count = reader.ReadList(kind, out var element);
                    ThriftReader.Expect(element, ThriftKind.Struct);
                    for (var i = 0; i < count; i++) schema.Add(SchemaElement.Read(ref reader));
                    break;
                case 3:
                    rows = reader.ReadInt64(kind);
                    break;
                case 4:
                    var groupCount = reader.ReadList(kind, out var group);
                    ThriftReader.Expect(group, ThriftKind.Struct);
                    for (var i = 0; i < groupCount; i++) groups.Add(RowGroup.Read(ref reader));
                    break;
                case 6:
                    createdBy = reader.ReadText(kind);
                    break;
                default:
                    reader.Skip(kind);
                    break;
            }
        }

        return new FileFooter { Schema = schema, RowCount = rows, RowGroups = groups, CreatedBy = createdBy };
    }

    /// <summary>Writes the footer of a file of ours.</summary>
    public void Write(ByteBuffer output, int leafCount)
    {
        var writer = new ThriftWriter(output);
        writer.StructElement();
        writer.Int32(1, 1);
        writer.List(2, ThriftKind.Struct, Schema.Count);
        foreach (var element in Schema) element.Write(writer);
        writer.Int64(3, RowCount);
        writer.List(4, ThriftKind.Struct, RowGroups.Count);
        for (var i = 0; i < RowGroups.Count; i++) RowGroups[i].Write(writer, i);
        if (CreatedBy is not null) writer.Text(6, CreatedBy);
        writer.List(7, ThriftKind.Struct, leafCount);
        for (var i = 0; i < leafCount; i++)
        {
            // ColumnOrder is a union whose first member, TYPE_ORDER, is an empty struct.
            writer.StructElement();
            writer.Struct(1);
            writer.EndStruct();
            writer.EndStruct();
        }

        writer.EndStruct();
    }
}
