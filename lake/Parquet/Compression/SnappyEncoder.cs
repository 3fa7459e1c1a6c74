using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PatientFlow.Lake.Parquet;

/// <summary>
/// Compresses to the Snappy raw format. Source: Snappy format description. The input is cut into blocks of 64 KiB,
/// so that a match is always near enough for a two-byte offset and the table of positions fits the first-level cache.
/// Owned by one thread.
/// </summary>
internal sealed class SnappyEncoder
{
    private const int BlockBytes = 1 << 16;
    private const int TableBits = 14;

    /// <summary>Matches are not looked for in the last bytes of a block, so that words can be read freely.</summary>
    private const int Margin = 15;

    private readonly ushort[] _positions = new ushort[1 << TableBits];

    /// <summary>The most bytes that an input of a length can become.</summary>
    public static int CompressedLengthMax(int length) => checked(32 + length + length / 6);

    /// <summary>Adds the compressed form of the input to a buffer.</summary>
    public void Encode(ReadOnlySpan<byte> input, ByteBuffer output)
    {
        output.AppendVarint((ulong)input.Length);
        var start = output.Length;
        var room = output.Room(CompressedLengthMax(input.Length));
        var written = 0;
        while (!input.IsEmpty)
        {
            var block = input[..Math.Min(BlockBytes, input.Length)];
            written += EncodeBlock(block, room[written..]);
            input = input[block.Length..];
        }

        output.Truncate(start + written);
    }

    private int EncodeBlock(ReadOnlySpan<byte> block, Span<byte> output)
    {
        var written = 0;
        var literalStart = 0;
        if (block.Length > Margin)
        {
            // A small block needs a small table, which is quicker to clear.
            var bits = Math.Clamp(BitOperations.Log2((uint)block.Length) + 1, 8, TableBits);
            var shift = 32 - bits;
            var table = _positions.AsSpan(0, 1 << bits);
            table.Clear();
            ref var first = ref MemoryMarshal.GetReference(block);
            ref var slots = ref MemoryMarshal.GetReference(table);
            var limit = block.Length - Margin;
            var at = 1;
            var skip = 32;
            while (at < limit)
            {
                var word = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, at));
                ref var slot = ref Unsafe.Add(ref slots, (int)(word * 0x1E35A7BDu >> shift));
                var candidate = (int)slot;
                slot = (ushort)at;
                if (Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, candidate)) != word)
                {
                    // The longer nothing matches, the larger the steps: random bytes pass quickly.
                    at += skip++ >> 5;
                    continue;
                }

                var length = 4 + MatchLength(ref first, candidate + 4, at + 4, block.Length);
                written += EmitLiteral(block[literalStart..at], output[written..]);
                written += EmitCopy(at - candidate, length, output[written..]);
                at += length;
                literalStart = at;
                skip = 32;
                if (at >= limit) break;
                var before = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, at - 1));
                Unsafe.Add(ref slots, (int)(before * 0x1E35A7BDu >> shift)) = (ushort)(at - 1);
            }
        }

        if (literalStart < block.Length) written += EmitLiteral(block[literalStart..], output[written..]);
        return written;
    }

    private static int MatchLength(ref byte first, int candidate, int at, int end)
    {
        var start = at;
        while (at + sizeof(ulong) <= end)
        {
            var difference = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at))
                ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, candidate));
            if (difference != 0)
            {
                var equal = BitConverter.IsLittleEndian
                    ? BitOperations.TrailingZeroCount(difference)
                    : BitOperations.LeadingZeroCount(difference);
                return at - start + (equal >> 3);
            }

            at += sizeof(ulong);
            candidate += sizeof(ulong);
        }

        while (at < end && Unsafe.Add(ref first, at) == Unsafe.Add(ref first, candidate))
        {
            at++;
            candidate++;
        }

        return at - start;
    }

    private static int EmitLiteral(ReadOnlySpan<byte> literal, Span<byte> output)
    {
        if (literal.IsEmpty) return 0;
        var n = literal.Length - 1;
        int header;
        switch (n)
        {
            case < 60:
                output[0] = (byte)(n << 2);
                header = 1;
                break;
            case < 1 << 8:
                output[0] = 60 << 2;
                output[1] = (byte)n;
                header = 2;
                break;
            default:
                // A block has at most 65,536 bytes, so two bytes hold any length minus one.
                output[0] = 61 << 2;
                BinaryPrimitives.WriteUInt16LittleEndian(output[1..], (ushort)n);
                header = 3;
                break;
        }

        literal.CopyTo(output[header..]);
        return header + literal.Length;
    }

    private static int EmitCopy(int offset, int length, Span<byte> output)
    {
        var written = 0;
        // 64 at a time, but never leave fewer than the 4 that a short copy needs.
        while (length >= 68)
        {
            written += EmitTwoByteCopy(offset, 64, output[written..]);
            length -= 64;
        }

        if (length > 64)
        {
            written += EmitTwoByteCopy(offset, 60, output[written..]);
            length -= 60;
        }

        if (length >= 12 || offset >= 2048) return written + EmitTwoByteCopy(offset, length, output[written..]);
        output[written] = (byte)(offset >> 8 << 5 | length - 4 << 2 | 1);
        output[written + 1] = (byte)offset;
        return written + 2;
    }

    private static int EmitTwoByteCopy(int offset, int length, Span<byte> output)
    {
        output[0] = (byte)(length - 1 << 2 | 2);
        BinaryPrimitives.WriteUInt16LittleEndian(output[1..], (ushort)offset);
        return 3;
    }
}
