using System.Buffers.Binary;
using System.Numerics;

namespace PatientFlow.Tests;

/// <summary>The encodings of Parquet, each in the plainest way. Source: Encodings.md. Shares no code with the lake.</summary>
internal static class MadeEncoding
{
    private const int BlockValues = 128, MiniBlocks = 4, MiniValues = BlockValues / MiniBlocks;

    /// <summary>Groups of eight values, as many bits each as are asked for; the lowest bit first.</summary>
    public static byte[] Packed(IReadOnlyList<ulong> values, int width)
    {
        BigInteger bits = 0;
        for (var i = values.Count - 1; i >= 0; i--) bits = (bits << width) | values[i];
        var bytes = new byte[(values.Count + 7) / 8 * width];
        var held = bits.ToByteArray(isUnsigned: true);
        held.AsSpan(0, Math.Min(held.Length, bytes.Length)).CopyTo(bytes);
        return bytes;
    }

    /// <summary>One bit-packed run of the hybrid; nothing for no values.</summary>
    public static byte[] Hybrid(IReadOnlyList<int> values, int width) => values.Count == 0
        ? []
        : [.. MadeThrift.Varint((((ulong)values.Count + 7) / 8 << 1) | 1),
            .. Packed([.. values.Select(v => (ulong)v), .. new ulong[(8 - (values.Count % 8)) % 8]], width)];

    public static byte[] Framed(byte[] bytes)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        return [.. length, .. bytes];
    }

    /// <summary>DELTA_BINARY_PACKED.</summary>
    public static byte[] Delta(IReadOnlyList<long> values)
    {
        List<byte> bytes =
        [
            .. MadeThrift.Varint(BlockValues), .. MadeThrift.Varint(MiniBlocks), .. MadeThrift.Varint((ulong)values.Count),
            .. MadeThrift.Varint(MadeThrift.ZigZag(values.Count == 0 ? 0 : values[0])),
        ];
        var deltas = values.Skip(1).Zip(values, (next, before) => unchecked(next - before)).ToList();
        foreach (var block in deltas.Chunk(BlockValues))
        {
            var least = block.Min();
            bytes.AddRange(MadeThrift.Varint(MadeThrift.ZigZag(least)));
            var minis = block.Chunk(MiniValues)
                .Select(mini => mini.Select(d => unchecked((ulong)(d - least))).Concat(new ulong[MiniValues]).Take(MiniValues).ToList())
                .ToList();
            var widths = minis.ConvertAll(mini => 64 - BitOperations.LeadingZeroCount(mini.Max()));
            bytes.AddRange([.. widths.Select(w => (byte)w), .. new byte[MiniBlocks - widths.Count]]);
            foreach (var (mini, width) in minis.Zip(widths)) bytes.AddRange(Packed(mini, width));
        }

        return [.. bytes];
    }

    /// <summary>DELTA_LENGTH_BYTE_ARRAY.</summary>
    public static byte[] DeltaLength(IReadOnlyList<byte[]> values) =>
        [.. Delta([.. values.Select(v => (long)v.Length)]), .. values.SelectMany(v => v)];

    /// <summary>DELTA_BYTE_ARRAY.</summary>
    public static byte[] DeltaBytes(IReadOnlyList<byte[]> values)
    {
        var prefixes = values.Select((v, i) => i == 0 ? 0L : v.AsSpan().CommonPrefixLength(values[i - 1])).ToList();
        return [.. Delta(prefixes), .. DeltaLength([.. values.Zip(prefixes, (v, p) => v[(int)p..])])];
    }

    /// <summary>BYTE_STREAM_SPLIT.</summary>
    public static byte[] Split(IReadOnlyList<byte[]> values) => values.Count == 0
        ? []
        : [.. Enumerable.Range(0, values[0].Length).SelectMany(i => values.Select(v => v[i]))];

    /// <summary>Snappy without any copy.</summary>
    public static byte[] Snappy(byte[] bytes) =>
    [
        .. MadeThrift.Varint((ulong)bytes.Length),
        .. bytes.Chunk(60).SelectMany(part => (byte[])[(byte)((part.Length - 1) << 2), .. part]),
    ];
}
