using System.Buffers.Binary;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>Decodes BYTE_ARRAY and FIXED_LEN_BYTE_ARRAY.</summary>
/// <param name="node">The leaf.</param>
/// <param name="column">Where the values go.</param>
/// <param name="budget">What they may take.</param>
/// <param name="append">Adds one value to the column.</param>
internal sealed class BytesLeafReader(
    ParquetNode node, Column column, ReadBudget budget, BytesLeafReader.AppendValue append)
    : LeafReader(node, column, budget)
{
    private const int SliceValues = 1024;

    /// <summary>What a slot takes besides its bytes.</summary>
    private const int SlotBytes = 16;

    /// <summary>Fixed length of a value; 0 where each has its own.</summary>
    private readonly int fixedLength =
        node.Element.Type == PhysicalType.FixedLenByteArray ? node.Element.TypeLength : 0;

    private ReadOnlyMemory<byte> dictionary;
    private (int Start, int Length)[] entries = [];
    private int entryCount;
    private (int Start, int Length)[] runs = [];

    /// <summary>Adds one value to a column.</summary>
    internal delegate void AppendValue(ReadOnlySpan<byte> value);

    public override void ReadDictionary(ReadOnlyMemory<byte> bytes, int count)
    {
        dictionary = bytes;
        entryCount = count;
        // Each entry takes four bytes at least, a fixed one its length.
        if ((long)count * (fixedLength > 0 ? fixedLength : sizeof(int)) > bytes.Length) throw TooShort();
        entries = new (int, int)[count];
        FindPlain(bytes.Span, entries);
    }

    protected override void Decode(
        PageEncoding encoding, ReadOnlyMemory<byte> bytes, int present, ReadOnlySpan<byte> definition)
    {
        Budget.Charge((long)Math.Max(present, definition.Length) * SlotBytes);
        if (this.runs.Length < present) this.runs = new (int, int)[present];
        var runs = this.runs.AsSpan(0, present);
        var source = bytes.Span;
        switch (encoding)
        {
            case PageEncoding.Plain:
                FindPlain(source, runs);
                break;
            case PageEncoding.PlainDictionary or PageEncoding.RleDictionary:
                FindInDictionary(source, runs);
                source = dictionary.Span;
                break;
            case PageEncoding.DeltaLengthByteArray when fixedLength == 0:
                FindDeltaLength(source, runs);
                break;
            case PageEncoding.DeltaByteArray:
                source = DecodeDeltaBytes(source, runs);
                break;
            case PageEncoding.ByteStreamSplit when fixedLength > 0:
                source = DecodeSplit(source, runs);
                break;
            default:
                throw Unsupported(encoding);
        }

        Append(source, runs, definition);
    }

    private void Append(
        ReadOnlySpan<byte> source, ReadOnlySpan<(int Start, int Length)> runs, ReadOnlySpan<byte> definition)
    {
        long total = 0;
        foreach (var (_, length) in runs) total += length;
        Budget.Charge(total);
        if (Column is BytesColumn values && total <= Array.MaxLength) values.ReserveBytes((int)total);
        if (definition.IsEmpty)
        {
            foreach (var (start, length) in runs) append(source.Slice(start, length));
            return;
        }

        var next = 0;
        foreach (var level in definition)
        {
            if (level == Node.DefinitionMax)
            {
                var (start, length) = runs[next++];
                append(source.Slice(start, length));
            }
            else if (level >= Node.SlotDefinition)
            {
                Column.AppendNull();
            }
        }
    }

    private void FindPlain(ReadOnlySpan<byte> bytes, Span<(int Start, int Length)> runs)
    {
        var at = 0;
        for (var i = 0; i < runs.Length; i++)
        {
            var length = fixedLength;
            if (length == 0)
            {
                if (bytes.Length - at < sizeof(int)) throw TooShort();
                length = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
                at += sizeof(int);
            }

            if ((uint)length > (uint)(bytes.Length - at)) throw TooShort();
            runs[i] = (at, length);
            at += length;
        }
    }

    private void FindInDictionary(ReadOnlySpan<byte> bytes, Span<(int Start, int Length)> runs)
    {
        var decoder = OpenIndices(bytes);
        Span<int> indices = stackalloc int[SliceValues];
        while (!runs.IsEmpty)
        {
            var slice = indices[..Math.Min(SliceValues, runs.Length)];
            decoder.Read(slice);
            for (var i = 0; i < slice.Length; i++)
            {
                if ((uint)slice[i] >= (uint)entryCount) throw BadIndex();
                runs[i] = entries[slice[i]];
            }

            runs = runs[slice.Length..];
        }
    }

    private static void FindDeltaLength(ReadOnlySpan<byte> bytes, Span<(int Start, int Length)> runs)
    {
        var lengths = new long[runs.Length];
        var at = DeltaDecoder.Decode(bytes, lengths);
        for (var i = 0; i < runs.Length; i++)
        {
            if (lengths[i] < 0 || lengths[i] > bytes.Length - at) throw TooShort();
            runs[i] = (at, (int)lengths[i]);
            at += (int)lengths[i];
        }
    }

    private ReadOnlySpan<byte> DecodeDeltaBytes(ReadOnlySpan<byte> bytes, Span<(int Start, int Length)> runs)
    {
        var prefixes = new long[runs.Length];
        var suffixes = bytes[DeltaDecoder.Decode(bytes, prefixes)..];
        FindDeltaLength(suffixes, runs);
        var output = new ByteBuffer();
        var previous = (Start: 0, Length: 0);
        for (var i = 0; i < runs.Length; i++)
        {
            if (prefixes[i] < 0 || prefixes[i] > previous.Length) throw TooShort();
            var prefix = (int)prefixes[i];
            var length = (long)prefix + runs[i].Length;
            // A few bytes can repeat a long value any number of times.
            Budget.Charge(length);
            if (fixedLength > 0 && length != fixedLength) throw TooShort();
            var start = output.Length;
            var room = output.Room((int)length);
            output.Written.Slice(previous.Start, prefix).CopyTo(room);
            suffixes.Slice(runs[i].Start, runs[i].Length).CopyTo(room[prefix..]);
            previous = (start, (int)length);
            runs[i] = previous;
        }

        return output.Written;
    }

    private ReadOnlySpan<byte> DecodeSplit(ReadOnlySpan<byte> bytes, Span<(int Start, int Length)> runs)
    {
        if ((long)runs.Length * fixedLength > bytes.Length) throw TooShort();
        var output = new byte[runs.Length * fixedLength];
        ByteStreamSplit.Decode(bytes, fixedLength, output);
        for (var i = 0; i < runs.Length; i++) runs[i] = (i * fixedLength, fixedLength);
        return output;
    }
}
