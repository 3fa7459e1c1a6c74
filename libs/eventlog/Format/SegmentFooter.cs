using System.Buffers.Binary;

namespace PatientFlow.EventLog;

/// <summary>
/// What seals a segment: written behind its records once they are durable, so that opening the log reads this and
/// not the records. Little endian: the sparse index as (u32 offset - base, u32 position) pairs, then 48 bytes:
/// "PFLOGEND", i64 end offset, i64 last append time, i64 position where the records end, u32 number of pairs,
/// u32 zero, u32 CRC-32C of all that seeded with the header's, u32 zero.
/// </summary>
internal sealed record SegmentFooter(long EndOffset, long LastMicros, long RecordsEnd)
{
    private const int TrailerBytes = 48;
    private const int CheckedTrailerBytes = 40;

    private static ReadOnlySpan<byte> Magic => "PFLOGEND"u8;

    public byte[] ToBytes(SparseIndex index, long baseOffset, uint seed)
    {
        var entries = index.ToArray();
        var bytes = new byte[entries.Length * 8 + TrailerBytes];
        for (var i = 0; i < entries.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * 8), (uint)(entries[i].Offset - baseOffset));
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * 8 + 4), (uint)entries[i].Position);
        }

        var trailer = bytes.AsSpan(entries.Length * 8);
        Magic.CopyTo(trailer);
        BinaryPrimitives.WriteInt64LittleEndian(trailer[8..], EndOffset);
        BinaryPrimitives.WriteInt64LittleEndian(trailer[16..], LastMicros);
        BinaryPrimitives.WriteInt64LittleEndian(trailer[24..], RecordsEnd);
        BinaryPrimitives.WriteInt32LittleEndian(trailer[32..], entries.Length);
        var crc = Crc32C.Compute(seed, bytes.AsSpan(0, bytes.Length - TrailerBytes + CheckedTrailerBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[CheckedTrailerBytes..], crc);
        return bytes;
    }

    /// <summary>
    /// The footer at the end of <paramref name="file"/>, or null when there is none that is unchanged.
    /// </summary>
    public static SegmentFooter? TryRead(IDiskFile file, long baseOffset, uint seed, SparseIndex index)
    {
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        var trailerAt = file.Length - TrailerBytes;
        if (trailerAt < SegmentHeader.SizeBytes || !file.TryReadExactly(trailerAt, trailer)) return null;
        var recordsEnd = BinaryPrimitives.ReadInt64LittleEndian(trailer[24..]);
        var count = BinaryPrimitives.ReadInt32LittleEndian(trailer[32..]);
        if (!trailer.StartsWith(Magic) || count < 0 || recordsEnd < SegmentHeader.SizeBytes) return null;
        if (recordsEnd != trailerAt - count * 8L) return null;

        var bytes = new byte[count * 8 + TrailerBytes];
        if (!file.TryReadExactly(recordsEnd, bytes)) return null;
        var crc = Crc32C.Compute(seed, bytes.AsSpan(0, bytes.Length - TrailerBytes + CheckedTrailerBytes));
        if (crc != BinaryPrimitives.ReadUInt32LittleEndian(trailer[CheckedTrailerBytes..])) return null;

        for (var i = 0; i < count; i++)
            index.Add(
                baseOffset + BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i * 8)),
                BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i * 8 + 4)));
        return new SegmentFooter(
            BinaryPrimitives.ReadInt64LittleEndian(trailer[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(trailer[16..]),
            recordsEnd);
    }
}
