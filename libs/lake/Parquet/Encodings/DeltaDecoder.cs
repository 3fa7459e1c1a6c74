using System.Buffers.Binary;

namespace PatientFlow.Lake.Parquet;

/// <summary>Reads DELTA_BINARY_PACKED. Source: Encodings.md, "Delta Encoding".</summary>
internal static class DeltaDecoder
{
    private const int BlockValuesMax = 1 << 20;

    /// <summary>Fills the whole output.</summary>
    /// <returns>How many bytes the encoding took.</returns>
    public static int Decode(ReadOnlySpan<byte> bytes, Span<long> output)
    {
        var at = 0;
        var blockValues = ReadVarint(bytes, ref at);
        var miniBlocks = ReadVarint(bytes, ref at);
        var total = ReadVarint(bytes, ref at);
        var value = ReadZigZag(bytes, ref at);
        if (blockValues is 0 or > BlockValuesMax || miniBlocks == 0 || blockValues % miniBlocks != 0
            || blockValues / miniBlocks % 8 != 0 || total != (ulong)output.Length) throw Broken();
        if (output.IsEmpty) return at;
        var miniValues = (int)(blockValues / miniBlocks);
        output[0] = value;
        var done = 1;
        while (done < output.Length)
        {
            var minDelta = ReadZigZag(bytes, ref at);
            if ((ulong)(bytes.Length - at) < miniBlocks) throw Broken();
            var widths = bytes.Slice(at, (int)miniBlocks);
            at += widths.Length;
            for (var i = 0; i < widths.Length && done < output.Length; i++)
            {
                var count = Math.Min(miniValues, output.Length - done);
                Unpack(bytes, at, widths[i], minDelta, ref value, output.Slice(done, count));
                done += count;
                // A mini block has its full length even where the values end within it.
                at = (int)Math.Min(bytes.Length, at + (long)miniValues * widths[i] / 8);
            }
        }

        return at;
    }

    private static void Unpack(
        ReadOnlySpan<byte> bytes, int at, int width, long minDelta, ref long value, Span<long> output)
    {
        if (width > 64 || (long)output.Length * width > (bytes.Length - at) * 8L) throw Broken();
        var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        var bit = 0L;
        for (var i = 0; i < output.Length; i++)
        {
            ulong packed = 0;
            if (width > 0)
            {
                var start = at + (int)(bit >> 3);
                var shift = (int)(bit & 7);
                packed = ReadWord(bytes, start) >> shift;
                if (shift + width > 64) packed |= (ulong)bytes[start + 8] << 64 - shift;
                bit += width;
            }

            // Wraps on purpose: the difference of two extremes does not fit, its wrapped form does.
            value = unchecked(value + minDelta + (long)(packed & mask));
            output[i] = value;
        }
    }

    private static ulong ReadWord(ReadOnlySpan<byte> bytes, int start)
    {
        if (start + sizeof(ulong) <= bytes.Length) return BinaryPrimitives.ReadUInt64LittleEndian(bytes[start..]);
        ulong word = 0;
        for (var i = 0; start + i < bytes.Length; i++) word |= (ulong)bytes[start + i] << 8 * i;
        return word;
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at >= bytes.Length) throw Broken();
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw Broken();
    }

    private static long ReadZigZag(ReadOnlySpan<byte> bytes, ref int at)
    {
        var raw = ReadVarint(bytes, ref at);
        return (long)(raw >> 1) ^ -(long)(raw & 1);
    }

    private static LakeFormatException Broken() => new("A page holds broken delta-encoded numbers.");
}
