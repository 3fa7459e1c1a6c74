namespace PatientFlow.EventLog;

/// <summary>Consecutive bytes of a segment, read from disk, and the records in them.</summary>
internal sealed class RecordChunk(Segment segment, byte[] bytes, ReadCursor start)
{
    private readonly long startPosition = start.Position;

    /// <summary>The first record that was not returned.</summary>
    public ReadCursor Next { get; private set; } = start;

    /// <summary>How many bytes the next record needs at least.</summary>
    public int NextBytes { get; private set; } = RecordFrame.HeaderBytes;

    /// <summary>The records from one offset up to another that lie whole in the chunk. They share its memory.</summary>
    public List<LogRecord> Records(long fromOffset, long toOffset)
    {
        var records = new List<LogRecord>();
        var at = 0;
        while (Next.Offset < toOffset && TryFrame(at, out var frame))
        {
            if (Next.Offset >= fromOffset) records.Add(ToRecord(frame, at));
            at += frame.SizeBytes;
            Next = new ReadCursor(segment, Next.Offset + 1, startPosition + at);
        }

        return records;
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
