using System.Buffers.Binary;

namespace PatientFlow.Lake.Parquet;

/// <summary>Reads the Snappy raw format. Source: Snappy format description.</summary>
internal static class SnappyDecoder
{
    /// <summary>The most bytes that one compressed byte can stand for: a copy of 64 takes three.</summary>
    private const int ExpansionMax = 22;

    /// <summary>Decompresses into a buffer that has exactly the length that the input promises.</summary>
    /// <exception cref="LakeFormatException">The input is broken or promises another length.</exception>
    public static void Decode(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var at = ReadLength(input, out var promised);
        if (promised != (ulong)output.Length) throw Broken();
        var written = 0;
        while (at < input.Length)
        {
            var tag = input[at++];
            if ((tag & 3) == 0)
            {
                at = ReadLiteral(input, at, tag >> 2, output, ref written);
                continue;
            }

            int length, offset;
            switch (tag & 3)
            {
                case 1:
                    if (at + 1 > input.Length) throw Broken();
                    length = (tag >> 2 & 7) + 4;
                    offset = tag >> 5 << 8 | input[at];
                    at += 1;
                    break;
                case 2:
                    if (at + 2 > input.Length) throw Broken();
                    length = (tag >> 2) + 1;
                    offset = BinaryPrimitives.ReadUInt16LittleEndian(input[at..]);
                    at += 2;
                    break;
                default:
                    if (at + 4 > input.Length) throw Broken();
                    length = (tag >> 2) + 1;
                    var wide = BinaryPrimitives.ReadUInt32LittleEndian(input[at..]);
                    if (wide > int.MaxValue) throw Broken();
                    offset = (int)wide;
                    at += 4;
                    break;
            }

            Copy(output, written, offset, length);
            written += length;
        }

        if (written != output.Length) throw Broken();
    }

    /// <summary>Whether an input can hold so many bytes at all; to be asked before memory is taken.</summary>
    public static bool CanHold(int compressed, int uncompressed) =>
        uncompressed <= (long)compressed * ExpansionMax + ExpansionMax;

    private static int ReadLiteral(ReadOnlySpan<byte> input, int at, int code, Span<byte> output, ref int written)
    {
        var length = code + 1L;
        if (code >= 60)
        {
            var width = code - 59;
            if (at + width > input.Length) throw Broken();
            length = 1;
            for (var i = 0; i < width; i++) length += (long)input[at + i] << 8 * i;
            at += width;
        }

        if (length > input.Length - at || length > output.Length - written) throw Broken();
        input.Slice(at, (int)length).CopyTo(output[written..]);
        written += (int)length;
        return at + (int)length;
    }

    private static void Copy(Span<byte> output, int written, int offset, int length)
    {
        if (offset == 0 || offset > written || length > output.Length - written) throw Broken();
        var source = written - offset;
        if (offset >= length)
        {
            output.Slice(source, length).CopyTo(output[written..]);
            return;
        }

        // The copy reads what it writes: a repeated pattern.
        for (var i = 0; i < length; i++) output[written + i] = output[source + i];
    }

    private static int ReadLength(ReadOnlySpan<byte> input, out ulong length)
    {
        length = 0;
        for (var i = 0; i < 5 && i < input.Length; i++)
        {
            length |= (ulong)(input[i] & 0x7F) << 7 * i;
            if (input[i] < 0x80) return i + 1;
        }

        throw Broken();
    }

    private static LakeFormatException Broken() => new("A page cannot be decompressed: broken Snappy data.");
}
