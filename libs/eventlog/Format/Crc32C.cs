using System.Numerics;
using System.Runtime.InteropServices;

namespace PatientFlow.EventLog;

/// <summary>
/// CRC-32C (Castagnoli), as in RFC 3720 section 12.1. The runtime uses the processor's instruction on x64 and Arm64
/// and a table elsewhere, so a log written on one machine reads on any other.
/// </summary>
internal static class Crc32C
{
    /// <summary>
    /// The checksum of <paramref name="bytes"/>, continuing from <paramref name="seed"/>, 0 at the start.
    /// </summary>
    public static uint Compute(uint seed, ReadOnlySpan<byte> bytes)
    {
        var crc = ~seed;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : Reverse(word));
        foreach (var last in bytes[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, last);
        return ~crc;
    }

    private static ulong Reverse(ulong word) => System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
}
