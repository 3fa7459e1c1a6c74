using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>What stands before a page. Source: parquet.thrift, PageHeader.</summary>
internal sealed class PageHeader
{
    public PageType Type { get; init; }

    public int UncompressedBytes { get; init; }

    public int CompressedBytes { get; init; }

    public int? Checksum { get; init; }

    /// <summary>Values with nulls; entries for a dictionary.</summary>
    public int ValueCount { get; set; }

    public PageEncoding Encoding { get; set; }

    public PageEncoding DefinitionEncoding { get; set; } = PageEncoding.Rle;

    public PageEncoding RepetitionEncoding { get; set; } = PageEncoding.Rle;

    public int DefinitionBytes { get; set; }

    public int RepetitionBytes { get; set; }

    public int NullCount { get; set; }

    public bool Compressed { get; set; } = true;

    public static PageHeader Read(ref ThriftReader reader)
    {
        var type = (PageType)(-1);
        int uncompressed = -1, compressed = -1;
        int? checksum = null;
        PageHeader? detail = null;
        var id = 0;
        while (reader.NextField(ref id, out var kind))
        {
            switch (id)
            {
                case 1:
                    type = (PageType)reader.ReadInt32(kind);
                    break;
                case 2:
                    uncompressed = reader.ReadInt32(kind);
                    break;
                case 3:
                    compressed = reader.ReadInt32(kind);
                    break;
                case 4:
                    checksum = reader.ReadInt32(kind);
                    break;
                case 5 or 7 or 8:
                    ThriftReader.Expect(kind, ThriftKind.Struct);
                    detail = ReadDetail(ref reader, id);
                    break;
                default:
                    reader.Skip(kind);
                    break;
            }
        }

        if (uncompressed < 0 || compressed < 0) throw ThriftReader.Broken("a page without size");
        var header = new PageHeader
        {
            Type = type, UncompressedBytes = uncompressed, CompressedBytes = compressed, Checksum = checksum,
        };
        if (detail is not null) header.Take(detail);
        else if (type != PageType.Index) throw ThriftReader.Broken("a page header without its details");
        return header;
    }

    /// <summary>Writes the header of a v1 data page or a dictionary page.</summary>
    public void Write(ByteBuffer output)
    {
        var writer = new ThriftWriter(output);
        writer.StructElement();
        writer.Int32(1, (int)Type);
        writer.Int32(2, UncompressedBytes);
        writer.Int32(3, CompressedBytes);
        writer.Struct(Type == PageType.Dictionary ? 7 : 5);
        writer.Int32(1, ValueCount);
        writer.Int32(2, (int)Encoding);
        if (Type == PageType.Data)
        {
            writer.Int32(3, (int)PageEncoding.Rle);
            writer.Int32(4, (int)PageEncoding.Rle);
        }

        writer.EndStruct();
        writer.EndStruct();
    }

    private static PageHeader ReadDetail(ref ThriftReader reader, int which)
    {
        const int V1 = 5, Dictionary = 7, V2 = 8;
        var header = new PageHeader();
        var id = 0;
        while (reader.NextField(ref id, out var kind))
        {
            switch (which, id)
            {
                case (_, 1):
                    header.ValueCount = reader.ReadInt32(kind);
                    break;
                case (V1 or Dictionary, 2) or (V2, 4):
                    header.Encoding = (PageEncoding)reader.ReadInt32(kind);
                    break;
                case (V1, 3):
                    header.DefinitionEncoding = (PageEncoding)reader.ReadInt32(kind);
                    break;
                case (V1, 4):
                    header.RepetitionEncoding = (PageEncoding)reader.ReadInt32(kind);
                    break;
                case (V2, 2):
                    header.NullCount = reader.ReadInt32(kind);
                    break;
                case (V2, 5):
                    header.DefinitionBytes = reader.ReadInt32(kind);
                    break;
                case (V2, 6):
                    header.RepetitionBytes = reader.ReadInt32(kind);
                    break;
                case (V2, 7):
                    header.Compressed = ThriftReader.ReadBoolean(kind);
                    break;
                default:
                    reader.Skip(kind);
                    break;
            }
        }

        if (header.ValueCount < 0 || header.ValueCount > Array.MaxLength || header.DefinitionBytes < 0
            || header.RepetitionBytes < 0)
            throw ThriftReader.Broken("a page with an impossible count");
        return header;
    }

    private void Take(PageHeader detail)
    {
        ValueCount = detail.ValueCount;
        Encoding = detail.Encoding;
        DefinitionEncoding = detail.DefinitionEncoding;
        RepetitionEncoding = detail.RepetitionEncoding;
        DefinitionBytes = detail.DefinitionBytes;
        RepetitionBytes = detail.RepetitionBytes;
        NullCount = detail.NullCount;
        Compressed = detail.Compressed;
    }
}
