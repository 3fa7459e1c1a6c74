using System.Buffers.Binary;

namespace PatientFlow.EventLog;

/// <summary>
/// One record as it lies in a segment file, little endian:
/// <code>
///  0  u32  CRC-32C of everything that follows, seeded with the checksum of the segment's header
///  4  u32  bytes from here to the end of the frame, this field excluded
///  8  i64  offset
/// 16  i64  append time, microseconds since 1970 UTC
/// 24  u32  bytes back to the first frame of the same group (one write and fsync) in this file
/// 28  u32  key length
/// 32       key, payload
/// </code>
/// The seed ties a frame to its file: a stale block, a misplaced write or bytes that look like a frame inside a
/// payload do not pass. The group distance tells a torn tail from damage: whatever lies before the start of a group
/// was durable when that group was written.
/// </summary>
internal readonly record struct RecordFrame(
    int SizeBytes, long Offset, long Micros, int GroupBack, int KeyLength)
{
    public const int HeaderBytes = 32;

    /// <summary>The longest frame any options allow; a length beyond it is damage, not a frame.</summary>
    public const int SizeBytesMax = HeaderBytes + (64 << 10) + (64 << 20);

    private const int LengthEnd = 8;

    public static int SizeOf(LogEntry entry) => HeaderBytes + entry.Key.Length + entry.Payload.Length;

    /// <summary>Writes the frame at the start of <paramref name="to"/>, which must have SizeOf(entry) bytes.</summary>
    public static void Write(Span<byte> to, uint seed, long offset, long micros, int groupBack, LogEntry entry)
    {
        var frame = to[..SizeOf(entry)];
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], (uint)(frame.Length - LengthEnd));
        BinaryPrimitives.WriteInt64LittleEndian(frame[8..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(frame[16..], micros);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[24..], (uint)groupBack);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[28..], (uint)entry.Key.Length);
        entry.Key.Span.CopyTo(frame[HeaderBytes..]);
        entry.Payload.Span.CopyTo(frame[(HeaderBytes + entry.Key.Length)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Crc32C.Compute(seed, frame[4..]));
    }

    /// <summary>
    /// Reads the fields and checks that they can belong to a frame, without its checksum.
    /// <paramref name="from"/> needs the header only.
    /// </summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> from, out RecordFrame frame)
    {
        frame = default;
        if (from.Length < HeaderBytes) return false;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(from[4..]);
        var key = BinaryPrimitives.ReadUInt32LittleEndian(from[28..]);
        var back = BinaryPrimitives.ReadUInt32LittleEndian(from[24..]);
        if (length is < HeaderBytes - LengthEnd or > SizeBytesMax - LengthEnd) return false;
        if (key > length - (HeaderBytes - LengthEnd) || back > int.MaxValue) return false;
        frame = new RecordFrame(
            (int)length + LengthEnd,
            BinaryPrimitives.ReadInt64LittleEndian(from[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[16..]),
            (int)back,
            (int)key);
        return true;
    }

    /// <summary>True when the whole frame is at the start of <paramref name="from"/> and is unchanged.</summary>
    public bool IsIntact(ReadOnlySpan<byte> from, uint seed) =>
        from.Length >= SizeBytes
        && BinaryPrimitives.ReadUInt32LittleEndian(from) == Crc32C.Compute(seed, from[4..SizeBytes]);
}
