namespace PatientFlow.EventLog;

/// <summary>
/// Reads a segment without a footer frame by frame, up to the first bytes that are not a frame. They are the end of
/// an append that nobody was told is durable, or damage; <see cref="FindProofOfDamage"/> tells the two apart.
/// </summary>
internal sealed class SegmentScan(IDiskFile file, long baseOffset, uint seed, SparseIndex index)
{
    private const int ChunkBytes = 1024 * 1024;

    private readonly long length = file.Length;
    private byte[] buffer = new byte[(int)Math.Min(ChunkBytes, file.Length)];
    private long bufferAt;
    private int bufferedBytes;

    public long EndOffset { get; private set; } = baseOffset;

    public long RecordsEnd { get; private set; } = SegmentHeader.SizeBytes;

    /// <summary>Where the group of the last record begins: what lies before was durable when it was written.</summary>
    public long LastGroupStart { get; private set; } = SegmentHeader.SizeBytes;

    /// <summary>Append time of the last record; null when there is none.</summary>
    public long? LastMicros { get; private set; }

    /// <summary>Why the bytes at RecordsEnd are not a frame; null when the file ends there.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Begins at a record that is known to be there; the ones before it are taken as read.</summary>
    public void BeginAt(long position, long offset)
    {
        RecordsEnd = LastGroupStart = position;
        EndOffset = offset;
    }

    public void Run()
    {
        while (RecordsEnd < length)
        {
            StopReason = ReadFrame(out var frame);
            if (StopReason is not null) return;
            index.Note(frame.Offset, RecordsEnd);
            LastMicros = frame.Micros;
            LastGroupStart = RecordsEnd - frame.GroupBack;
            RecordsEnd += frame.SizeBytes;
            EndOffset++;
        }
    }

    /// <summary>
    /// The position of a whole frame behind the stop whose group began behind the stop too, or null. Such a frame was
    /// written only after an fsync had covered the bytes at the stop: those are not torn, they have changed.
    /// </summary>
    public long? FindProofOfDamage()
    {
        for (var at = RecordsEnd + 1; at + RecordFrame.HeaderBytes <= length; at++)
        {
            var head = At(at, RecordFrame.HeaderBytes);
            if (!RecordFrame.TryReadHeader(head, out var frame) || at + frame.SizeBytes > length) continue;
            if (frame.Offset <= EndOffset || at - frame.GroupBack <= RecordsEnd) continue;
            if (frame.IsIntact(At(at, frame.SizeBytes), seed)) return at;
        }

        return null;
    }

    private string? ReadFrame(out RecordFrame frame)
    {
        frame = default;
        if (length - RecordsEnd < RecordFrame.HeaderBytes) return "the file ends within a record's header";
        var head = At(RecordsEnd, RecordFrame.HeaderBytes);
        if (!RecordFrame.TryReadHeader(head, out frame)) return "a record's header is impossible";
        if (RecordsEnd + frame.SizeBytes > length) return "the file ends within a record";
        if (!frame.IsIntact(At(RecordsEnd, frame.SizeBytes), seed)) return "a record's checksum is wrong";
        if (frame.Offset != EndOffset) return $"a record has offset {frame.Offset} instead of {EndOffset}";
        if (RecordsEnd - frame.GroupBack < SegmentHeader.SizeBytes) return "a record's group begins before the file";
        return null;
    }

    // The bytes at a position; the file is long enough. Valid until the next call.
    private ReadOnlySpan<byte> At(long position, int count)
    {
        if (position < bufferAt || position + count > bufferAt + bufferedBytes)
        {
            if (buffer.Length < count) buffer = new byte[count];
            bufferAt = position;
            bufferedBytes = file.Read(position, buffer);
            if (bufferedBytes < count)
                throw new IOException($"a segment became shorter while it was read at {position}");
        }

        return buffer.AsSpan((int)(position - bufferAt), count);
    }
}
