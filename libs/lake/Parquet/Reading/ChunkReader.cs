using System.Buffers.Binary;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>Walks the pages of one column chunk and keeps the levels of a nested column.</summary>
internal sealed class ChunkReader(ColumnChunk chunk, LeafReader leaf, ReadBudget budget, ParquetReadOptions options)
{
    private const int RowsFirst = 1024;

    /// <summary>The widest fixed value: what is reserved stays within the budget of the row group.</summary>
    private const int ReservedRowBytes = 16;

    private readonly ByteBuffer definition = new();
    private readonly ByteBuffer repetition = new();
    private byte[] pageDefinition = [];
    private bool keepLevels;

    public LeafReader Leaf { get; } = leaf;

    /// <summary>The definition level of each entry; only for a column below a group.</summary>
    public ReadOnlySpan<byte> Definition => definition.Written;

    /// <summary>The repetition level of each entry; only for a column below a group.</summary>
    public ReadOnlySpan<byte> Repetition => repetition.Written;

    /// <summary>Decodes all pages.</summary>
    /// <param name="bytes">The bytes of the chunk.</param>
    /// <param name="rows">The rows of the row group.</param>
    public void Read(ReadOnlyMemory<byte> bytes, long rows)
    {
        keepLevels = Leaf.Node.Path.Count > 1 || Leaf.Node.RepetitionMax > 0;
        if (chunk.ValueCount < 0 || (Leaf.Node.RepetitionMax == 0 && chunk.ValueCount != rows))
            throw Broken("has another number of values than its row group has rows");
        // As much as the size of the chunk makes likely; a few bytes may claim any number of rows.
        var likely = Math.Min(RowsFirst + bytes.Length * 8L, options.DecodedBytesMax / ReservedRowBytes);
        Leaf.Column.Reserve((int)Math.Min(chunk.ValueCount, likely));
        long entries = 0, begun = 0;
        var at = 0;
        while (entries < chunk.ValueCount)
        {
            var reader = new ThriftReader(bytes.Span[at..]);
            var header = PageHeader.Read(ref reader);
            at += reader.Position;
            if (header.CompressedBytes > bytes.Length - at) throw Broken("ends within a page");
            if (header.UncompressedBytes > options.PageBytesMax)
                throw Broken("has a page larger than the reader allows (PageBytesMax)");
            var body = bytes.Slice(at, header.CompressedBytes);
            at += header.CompressedBytes;
            if (options.VerifyChecksums && header.Checksum is { } sum && (int)Crc32.Of(body.Span) != sum)
                throw Broken("has a page whose checksum is wrong");
            switch (header.Type)
            {
                case PageType.Dictionary:
                    ReadDictionary(header, body);
                    break;
                case PageType.Data or PageType.DataV2 when header.ValueCount == 0:
                    // Of nothing not even the levels need to be there.
                    break;
                case PageType.Data or PageType.DataV2:
                    entries += header.ValueCount;
                    if (entries > chunk.ValueCount) throw Broken("has more values than it says");
                    begun += ReadData(header, body);
                    break;
                default:
                    // A page of an unknown kind says nothing about values: pass it.
                    break;
            }
        }

        if (begun != rows) throw Broken("has another number of rows than its row group");
    }

    private void ReadDictionary(PageHeader header, ReadOnlyMemory<byte> body)
    {
        if (header.Encoding is not (PageEncoding.Plain or PageEncoding.PlainDictionary))
            throw new LakeUnsupportedException($"Parquet dictionary encoding {header.Encoding}");
        budget.Charge(header.UncompressedBytes);
        Leaf.ReadDictionary(
            PageDecompressor.Decompress(chunk.Codec, body, header.UncompressedBytes), header.ValueCount);
    }

    /// <summary>Decodes a data page.</summary>
    /// <returns>How many rows begin in it.</returns>
    private int ReadData(PageHeader header, ReadOnlyMemory<byte> body)
    {
        ReadOnlyMemory<byte> values;
        ReadOnlySpan<byte> repetition = default, definition = default;
        if (header.Type == PageType.Data)
        {
            values = PageDecompressor.Decompress(chunk.Codec, body, header.UncompressedBytes);
            if (Leaf.Node.RepetitionMax > 0) repetition = TakeLevels(header.RepetitionEncoding, ref values);
            if (Leaf.Node.DefinitionMax > 0) definition = TakeLevels(header.DefinitionEncoding, ref values);
        }
        else
        {
            var levels = (long)header.RepetitionBytes + header.DefinitionBytes;
            if (levels > body.Length || levels > header.UncompressedBytes) throw Broken("has levels beyond a page");
            repetition = body.Span[..header.RepetitionBytes];
            definition = body.Span[header.RepetitionBytes..(int)levels];
            values = body[(int)levels..];
        }

        var begun = ReadRepetition(repetition, header.ValueCount);
        var present = ReadDefinition(definition, header.ValueCount, out var kept);
        if (header.Type == PageType.DataV2 && header.Compressed)
        {
            // A page of nulls alone has no values, and often nothing that could be decompressed.
            var plain = header.UncompressedBytes - header.RepetitionBytes - header.DefinitionBytes;
            values = present == 0 ? default : PageDecompressor.Decompress(chunk.Codec, values, plain);
        }

        Leaf.ReadPage(header.Encoding, values, present, kept);
        return begun;
    }

    private ReadOnlySpan<byte> TakeLevels(PageEncoding encoding, scoped ref ReadOnlyMemory<byte> values)
    {
        if (encoding != PageEncoding.Rle)
            throw new LakeUnsupportedException($"Parquet level encoding {encoding}");
        if (values.Length < sizeof(int)) throw Broken("ends within its levels");
        var length = BinaryPrimitives.ReadInt32LittleEndian(values.Span);
        if ((uint)length > (uint)(values.Length - sizeof(int))) throw Broken("ends within its levels");
        var levels = values.Span.Slice(sizeof(int), length);
        values = values[(sizeof(int) + length)..];
        return levels;
    }

    private int ReadRepetition(ReadOnlySpan<byte> levels, int count)
    {
        var max = Leaf.Node.RepetitionMax;
        if (max == 0)
        {
            if (keepLevels) repetition.Room(count).Clear();
            return count;
        }

        budget.Charge(count);
        var room = repetition.Room(count);
        ReadLevels(levels, max, room);
        if (repetition.Length == count && count > 0 && room[0] != 0)
            throw Broken("begins within a row: its first repetition level is not 0");
        return room.Count((byte)0);
    }

    /// <summary>Reads definition levels.</summary>
    /// <returns>How many entries are present.</returns>
    private int ReadDefinition(ReadOnlySpan<byte> levels, int count, out ReadOnlySpan<byte> kept)
    {
        kept = default;
        var max = Leaf.Node.DefinitionMax;
        if (max == 0)
        {
            if (keepLevels) definition.Room(count).Clear();
            return count;
        }

        if (!keepLevels)
        {
            // The usual column has no null in most of its pages: one run says so.
            var decoder = new HybridDecoder(levels, 1);
            if (count > 0 && decoder.TryReadUniform(count, out var uniform) && uniform == max) return count;
        }

        budget.Charge(count);
        Span<byte> room;
        if (keepLevels)
        {
            room = definition.Room(count);
        }
        else
        {
            if (pageDefinition.Length < count) pageDefinition = new byte[count];
            room = pageDefinition.AsSpan(0, count);
        }

        ReadLevels(levels, max, room);
        var present = room.Count((byte)max);
        if (present < count) kept = room;
        return present;
    }

    private void ReadLevels(ReadOnlySpan<byte> levels, int max, Span<byte> output)
    {
        const int SliceValues = 1024;
        var decoder = new HybridDecoder(levels, 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)max));
        Span<int> numbers = stackalloc int[SliceValues];
        while (!output.IsEmpty)
        {
            var slice = numbers[..Math.Min(SliceValues, output.Length)];
            decoder.Read(slice);
            for (var i = 0; i < slice.Length; i++)
            {
                if ((uint)slice[i] > (uint)max) throw Broken("has a level above the highest");
                output[i] = (byte)slice[i];
            }

            output = output[slice.Length..];
        }
    }

    private LakeFormatException Broken(string what) => new($"Column '{string.Join('.', Leaf.Node.Path)}' {what}.");
}
