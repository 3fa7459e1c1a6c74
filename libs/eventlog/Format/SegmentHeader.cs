using System.Buffers.Binary;

namespace PatientFlow.EventLog;

/// <summary>
/// The first 40 bytes of a segment file, little endian: "PFLOGSEG", u32 version, u32 partition, i64 base offset,
/// i64 creation time in microseconds, u32 CRC-32C of the 32 bytes before, u32 zero.
/// </summary>
internal readonly record struct SegmentHeader(int Partition, long BaseOffset, long CreatedMicros)
{
    public const int SizeBytes = 40;
    private const uint Version = 1;
    private const int CheckedBytes = 32;

    private static ReadOnlySpan<byte> Magic => "PFLOGSEG"u8;

    /// <summary>Writes the header and returns its checksum, the seed of every checksum in the file.</summary>
    public uint Write(Span<byte> to)
    {
        to[..SizeBytes].Clear();
        Magic.CopyTo(to);
        BinaryPrimitives.WriteUInt32LittleEndian(to[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(to[12..], Partition);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], BaseOffset);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], CreatedMicros);
        var seed = Crc32C.Compute(0, to[..CheckedBytes]);
        BinaryPrimitives.WriteUInt32LittleEndian(to[CheckedBytes..], seed);
        return seed;
    }

    /// <summary>Reads a header that is unchanged, or returns false. A later version throws.</summary>
    public static bool TryRead(ReadOnlySpan<byte> from, string file, out SegmentHeader header, out uint seed)
    {
        header = default;
        seed = 0;
        if (from.Length < SizeBytes || !from.StartsWith(Magic)) return false;
        seed = Crc32C.Compute(0, from[..CheckedBytes]);
        if (seed != BinaryPrimitives.ReadUInt32LittleEndian(from[CheckedBytes..])) return false;
        var version = BinaryPrimitives.ReadUInt32LittleEndian(from[8..]);
        if (version != Version)
            throw new EventLogMismatchException($"'{file}' has format version {version}, this program reads {Version}");
        header = new SegmentHeader(
            BinaryPrimitives.ReadInt32LittleEndian(from[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[24..]));
        return true;
    }
}
