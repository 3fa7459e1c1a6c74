using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>
/// Writes small numbers as runs of equal values and groups of packed ones. Source: Encodings.md, "Run Length
/// Encoding / Bit-Packing Hybrid".
/// </summary>
internal static class HybridEncoder
{
    private const int GroupValues = 8;

    /// <summary>Adds the values at a width of 0 to 32 bits each.</summary>
    public static void Encode(ReadOnlySpan<int> values, int bitWidth, ByteBuffer output)
    {
        var at = 0;
        while (at < values.Length)
        {
            var run = RunLength(values, at);
            if (run >= GroupValues)
            {
                EncodeRun(values[at], run, bitWidth, output);
                at += run;
                continue;
            }

            // Groups up to the next long run; all but the last are full.
            var end = at;
            while (end < values.Length && (end == at || RunLength(values, end) < GroupValues))
                end = Math.Min(end + GroupValues, values.Length);
            EncodePacked(values[at..end], bitWidth, output);
            at = end;
        }
    }

    /// <summary>Adds one run.</summary>
    public static void EncodeRun(int value, int count, int bitWidth, ByteBuffer output)
    {
        output.AppendVarint((ulong)count << 1);
        for (var shift = 0; shift < bitWidth; shift += 8) output.Append((byte)(value >> shift));
    }

    private static int RunLength(ReadOnlySpan<int> values, int at)
    {
        // Most of the time there is no run: look at eight values at once first.
        if (Vector256.IsHardwareAccelerated && values.Length - at >= GroupValues)
        {
            var group = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)at);
            if (group != Vector256.Create(values[at])) return 1;
        }

        var rest = values[at..];
        var other = rest.IndexOfAnyExcept(rest[0]);
        return other < 0 ? rest.Length : other;
    }

    private static void EncodePacked(ReadOnlySpan<int> values, int bitWidth, ByteBuffer output)
    {
        var groups = (values.Length + GroupValues - 1) / GroupValues;
        output.AppendVarint((ulong)groups << 1 | 1);
        var room = output.Room(groups * bitWidth);
        ulong bits = 0;
        int held = 0, at = 0;
        foreach (var value in values)
        {
            bits |= (ulong)(uint)value << held;
            held += bitWidth;
            while (held >= 8)
            {
                room[at++] = (byte)bits;
                bits >>= 8;
                held -= 8;
            }
        }

        if (held > 0) room[at++] = (byte)bits;
        room[at..].Clear();
    }
}
