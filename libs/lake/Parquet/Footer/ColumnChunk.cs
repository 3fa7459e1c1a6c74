namespace PatientFlow.Lake.Parquet;

/// <summary>Where the pages of a column in a row group are, and how they are stored.</summary>
internal sealed class ColumnChunk
{
    public PhysicalType Type { get; init; }

    public IReadOnlyList<PageEncoding> Encodings { get; init; } = [];

    public IReadOnlyList<string> Path { get; init; } = [];

    public CompressionCodec Codec { get; init; }

    public long ValueCount { get; init; }

    public long UncompressedBytes { get; init; }

    public long CompressedBytes { get; init; }

    public long DataPageOffset { get; init; }

    /// <summary>0 if there is no dictionary page, or the writer left it out.</summary>
    public long DictionaryPageOffset { get; init; }

    public Statistics? Statistics { get; init; }

    public bool Encrypted { get; init; }

    public bool InOtherFile { get; init; }

    public static ColumnChunk Read(ref ThriftReader reader)
    {
        ColumnChunk? chunk = null;
        bool encrypted = false, elsewhere = false;
        var id = 0;
        while (reader.NextField(ref id, out var kind))
        {
            switch (id)
            {
                case 1:
                    elsewhere = reader.ReadBinary(kind).Length > 0;
                    break;
                case 3:
                    ThriftReader.Expect(kind, ThriftKind.Struct);
                    chunk = ReadMetadata(ref reader);
                    break;
                case 8 or 9:
                    encrypted = true;
                    reader.Skip(kind);
                    break;
                default:
                    reader.Skip(kind);
                    break;
            }
        }

        if (chunk is null && !encrypted) throw ThriftReader.Broken("a column chunk without metadata");
        chunk ??= new ColumnChunk();
        return new ColumnChunk
        {
            Type = chunk.Type, Encodings = chunk.Encodings, Path = chunk.Path, Codec = chunk.Codec,
            ValueCount = chunk.ValueCount, UncompressedBytes = chunk.UncompressedBytes,
            CompressedBytes = chunk.CompressedBytes, DataPageOffset = chunk.DataPageOffset,
            DictionaryPageOffset = chunk.DictionaryPageOffset, Statistics = chunk.Statistics,
            Encrypted = encrypted, InOtherFile = elsewhere,
        };
    }

    public void Write(ThriftWriter writer)
    {
        writer.StructElement();
        writer.Int64(2, 0);
        writer.Struct(3);
        writer.Int32(1, (int)Type);
        writer.List(2, ThriftKind.I32, Encodings.Count);
        foreach (var encoding in Encodings) writer.Int32Element((int)encoding);
        writer.List(3, ThriftKind.Binary, Path.Count);
        foreach (var name in Path) writer.TextElement(name);
        writer.Int32(4, (int)Codec);
        writer.Int64(5, ValueCount);
        writer.Int64(6, UncompressedBytes);
        writer.Int64(7, CompressedBytes);
        writer.Int64(9, DataPageOffset);
        if (DictionaryPageOffset > 0) writer.Int64(11, DictionaryPageOffset);
        Statistics?.Write(writer, 12);
        writer.EndStruct();
        writer.EndStruct();
    }

    private static ColumnChunk ReadMetadata(ref ThriftReader reader)
    {
        var type = (PhysicalType)(-1);
        var path = new List<string>();
        var codec = CompressionCodec.Uncompressed;
        long values = 0, uncompressed = 0, compressed = 0, dataOffset = 0, dictionaryOffset = 0;
        Statistics? statistics = null;
        var id = 0;
        while (reader.NextField(ref id, out var kind))
        {
            switch (id)
            {
                case 1:
                    type = (PhysicalType)reader.ReadInt32(kind);
                    break;
                case 3:
                    var count = reader.ReadList(kind, out var element);
                    for (var i = 0; i < count; i++) path.Add(reader.ReadText(element));
                    break;
                case 4:
                    codec = (CompressionCodec)reader.ReadInt32(kind);
                    break;
                case 5:
                    values = reader.ReadInt64(kind);
                    break;
                case 6:
                    uncompressed = reader.ReadInt64(kind);
                    break;
                case 7:
                    compressed = reader.ReadInt64(kind);
                    break;
                case 9:
                    dataOffset = reader.ReadInt64(kind);
                    break;
                case 11:
                    dictionaryOffset = reader.ReadInt64(kind);
                    break;
                case 12:
                    ThriftReader.Expect(kind, ThriftKind.Struct);
                    statistics = Statistics.Read(ref reader);
                    break;
                default:
                    reader.Skip(kind);
                    break;
            }
        }

        if (!Enum.IsDefined(type)) throw ThriftReader.Broken("an unknown physical type");
        return new ColumnChunk
        {
            Type = type, Path = path, Codec = codec, ValueCount = values, UncompressedBytes = uncompressed,
            CompressedBytes = compressed, DataPageOffset = dataOffset, DictionaryPageOffset = dictionaryOffset,
            Statistics = statistics,
        };
    }
}
