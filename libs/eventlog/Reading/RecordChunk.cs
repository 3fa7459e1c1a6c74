namespace PatientFlow.EventLog;

/// <summary>Consecutive bytes of a segment, read from disk, and the records in them.</summary>
internal sealed class RecordChunk(Segment segment, byte[] bytes, ReadCursor start)
{
    private readonly long startPosition = start.Position;

    /// <summary>The first record that was not returned.</summary>
    public ReadCursor Next { get; private set; } = start;

    /// <summary>How many bytes the next record needs at least.</summary>
    public int NextBytes { get; private set; } = RecordFrame.HeaderBytes;

    /// <summary>
    /// Adds the records from one offset up to another that lie whole in the chunk, as long as they fit in what is
    /// left; the first one always does. They share the chunk's memory.
    /// </summary>
    public void AddTo(List<LogRecord> records, long fromOffset, long toOffset, ref long bytesLeft)
    {
        var at = 0;
        while (Next.Offset < toOffset && TryFrame(at, out var frame))
        {
            if (Next.Offset >= fromOffset)
            {
                if (records.Count > 0 && frame.SizeBytes > bytesLeft) return;
                records.Add(ToRecord(frame, at));
                bytesLeft -= frame.SizeBytes;
            }

            at += frame.SizeBytes;
            NextBytes = RecordFrame.HeaderBytes;
            Next = new ReadCursor(segment, Next.Offset + 1, startPosition + at);
        }
    }

    private bool TryFrame(int at, out RecordFrame frame)
    {
        frame = default;
        var rest = bytes.AsSpan(at);
        if (rest.Length < RecordFrame.HeaderBytes) return false;
        if (!RecordFrame.TryReadHeader(rest, out frame)) throw Damaged(at, "a record's header is impossible");
        if (startPosition + at + frame.SizeBytes > segment.DurableBytes)
            throw Damaged(at, "a record's length is impossible");
        NextBytes = frame.SizeBytes;
        if (rest.Length < frame.SizeBytes) return false;
        if (!frame.IsIntact(rest, segment.Seed)) throw Damaged(at, "a record's checksum is wrong");
        if (frame.Offset != Next.Offset) throw Damaged(at, $"a record has offset {frame.Offset}, not {Next.Offset}");
        return true;
    }

    private LogRecord ToRecord(RecordFrame frame, int at)
    {
        var key = bytes.AsMemory(at + RecordFrame.HeaderBytes, frame.KeyLength);
        var payloadAt = at + RecordFrame.HeaderBytes + frame.KeyLength;
        var payload = bytes.AsMemory(payloadAt, at + frame.SizeBytes - payloadAt);
        return new LogRecord(frame.Offset, Micros.ToDateTime(frame.Micros), key, payload);
    }

    private EventLogDamagedException Damaged(int at, string what) => new(segment.Path, startPosition + at, what);
}
