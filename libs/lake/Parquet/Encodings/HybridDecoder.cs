using System.Buffers.Binary;

namespace PatientFlow.Lake.Parquet;

/// <summary>Reads the run length / bit-packing hybrid. Source: Encodings.md.</summary>
internal ref struct HybridDecoder
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly int bitWidth;
    private int at;
    private int runLeft;
    private int runValue;
    private int packedLeft;
    private long packedBit;

    public HybridDecoder(ReadOnlySpan<byte> bytes, int bitWidth)
    {
        if (bitWidth is < 0 or > 32) throw Broken();
        this.bytes = bytes;
        this.bitWidth = bitWidth;
    }

    /// <summary>Fills the whole buffer, or fails.</summary>
    public void Read(scoped Span<int> output)
    {
        while (!output.IsEmpty)
        {
            if (runLeft == 0 && packedLeft == 0) NextRun();
            if (runLeft > 0)
            {
                var count = Math.Min(runLeft, output.Length);
                output[..count].Fill(runValue);
                output = output[count..];
                runLeft -= count;
            }
            else
            {
                var count = Math.Min(packedLeft, output.Length);
                Unpack(output[..count]);
                output = output[count..];
                packedLeft -= count;
            }
        }
    }

    /// <summary>
    /// Where all of so many values come from one run: that value, and the run is used up to there. Spares the
    /// common column without nulls its levels.
    /// </summary>
    public bool TryReadUniform(int count, out int value)
    {
        if (runLeft == 0 && packedLeft == 0) NextRun();
        value = runValue;
        if (runLeft < count) return false;
        runLeft -= count;
        return true;
    }

    private static LakeFormatException Broken() => new("A page holds broken run lengths.");

    private void NextRun()
    {
        var header = ReadVarint();
        if ((header & 1) == 0)
        {
            var count = header >> 1;
            var width = (bitWidth + 7) / 8;
            if (count is 0 or > int.MaxValue || width > bytes.Length - at) throw Broken();
            uint value = 0;
            for (var i = 0; i < width; i++) value |= (uint)bytes[at + i] << 8 * i;
            if (bitWidth < 32 && value >> bitWidth != 0) throw Broken();
            at += width;
            runLeft = (int)count;
            runValue = (int)value;
            return;
        }

        var groups = header >> 1;
        if (groups == 0) throw Broken();
        var left = bytes.Length - at;
        // Some writers cut the padding of the last group, so fewer bytes than promised may follow.
        var values = groups > int.MaxValue / 8 ? int.MaxValue : (int)groups * 8;
        if (bitWidth > 0) values = (int)Math.Min(values, left * 8L / bitWidth);
        if (values == 0) throw Broken();
        packedLeft = values;
        packedBit = at * 8L;
        at += (int)Math.Min(left, (long)Math.Min(groups, (ulong)left + 1) * bitWidth);
    }

    private void Unpack(scoped Span<int> output)
    {
        if (bitWidth == 0)
        {
            output.Clear();
            return;
        }

        var mask = bitWidth == 32 ? uint.MaxValue : (1u << bitWidth) - 1;
        var bit = packedBit;
        for (var i = 0; i < output.Length; i++)
        {
            var start = (int)(bit >> 3);
            var word = start + sizeof(ulong) <= bytes.Length
                ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[start..])
                : ReadTail(start);
            output[i] = (int)((uint)(word >> (int)(bit & 7)) & mask);
            bit += bitWidth;
        }

        packedBit = bit;
    }

    private readonly ulong ReadTail(int start)
    {
        ulong word = 0;
        for (var i = 0; start + i < bytes.Length && i < sizeof(ulong); i++) word |= (ulong)bytes[start + i] << 8 * i;
        return word;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (at >= bytes.Length) throw Broken();
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw Broken();
    }
}
