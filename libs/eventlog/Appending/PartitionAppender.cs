namespace PatientFlow.EventLog;

/// <summary>
/// The writing end of one partition. Owned by: the writer's thread. Its steps for a group are Add for each entry,
/// Write, a sync of the file that Write returned, Publish; nothing is visible to readers before Publish.
/// </summary>
internal sealed class PartitionAppender(
    IDisk disk, PartitionLog partition, PartitionEnd end, long segmentBytesMax) : IDisposable
{
    /// <summary>Frames are collected up to this size before they are handed to the operating system.</summary>
    private const int BufferBytesMax = 256 * 1024;

    private Segment segment = partition.Last;
    private IDiskFile? file;
    private bool isSealed = end.IsSealed;
    private long nextOffset = end.Offset;
    private long lastMicros = end.LastMicros;
    private long writtenTo = end.RecordsEnd;
    private long groupStart = end.RecordsEnd;
    private byte[] buffer = [];
    private int buffered;

    /// <summary>True from the first Add of a group to its Publish.</summary>
    public bool IsTouched { get; private set; }

    private long Position => writtenTo + buffered;

    public LogPosition Add(LogEntry entry, long nowMicros)
    {
        if (!IsTouched) Begin();
        var size = RecordFrame.SizeOf(entry);
        if (Position + size > segmentBytesMax && Position > SegmentHeader.SizeBytes) Roll(nowMicros);
        if (buffered + size > buffer.Length) MakeRoom(size);

        // The machine's clock may be set back; a partition's append times never go back.
        lastMicros = Math.Max(lastMicros, entry.AppendTime is { } time ? Micros.Of(time) : nowMicros);
        var back = (int)(Position - groupStart);
        RecordFrame.Write(buffer.AsSpan(buffered), segment.Seed, nextOffset, lastMicros, back, entry);
        segment.Index.Note(nextOffset, Position);
        buffered += size;
        return new LogPosition(partition.Number, nextOffset++, Micros.ToDateTime(lastMicros));
    }

    /// <summary>
    /// Hands the rest of the group to the operating system, lets the disk begin with it, and returns the file that is
    /// to be synced before Publish.
    /// </summary>
    public IDiskFile Write()
    {
        Flush();
        var target = Opened();
        target.StartSync();
        return target;
    }

    public void Publish()
    {
        segment.DurableBytes = writtenTo;
        partition.Publish(nextOffset);
        IsTouched = false;
    }

    /// <summary>Leaves a footer behind, so that the next open need not scan. Only after Publish.</summary>
    public void Seal()
    {
        if (isSealed || writtenTo == SegmentHeader.SizeBytes) return;
        var target = Opened();
        var footer = new SegmentFooter(nextOffset, lastMicros, writtenTo);
        target.Write(writtenTo, footer.ToBytes(segment.Index, segment.BaseOffset, segment.Seed));
        target.Sync();
        isSealed = true;
    }

    public void Dispose() => file?.Dispose();

    private void Begin()
    {
        IsTouched = true;
        if (isSealed)
        {
            // The footer is cut off before the first record is written, so that a crash never leaves a mix of both.
            Opened().Truncate(writtenTo);
            Opened().Sync();
            isSealed = false;
        }

        groupStart = writtenTo;
    }

    // The footer is written only when the records are durable, or a crash could leave it behind without them; the
    // next segment only when the footer is, so that every segment but the last one has its footer.
    private void Roll(long nowMicros)
    {
        Flush();
        Opened().Sync();
        segment.DurableBytes = writtenTo;
        Seal();
        file?.Dispose();
        file = null;

        segment = SegmentFile.Create(disk, partition.Folder, partition.Number, nextOffset, nowMicros);
        partition.Add(segment);
        isSealed = false;
        writtenTo = groupStart = SegmentHeader.SizeBytes;
    }

    private void MakeRoom(int size)
    {
        if (buffered + size > BufferBytesMax) Flush();
        var needed = buffered + size;
        if (needed <= buffer.Length) return;
        var bytes = Math.Max(needed, Math.Min(BufferBytesMax, buffer.Length * 2));
        Array.Resize(ref buffer, bytes);
    }

    private void Flush()
    {
        if (buffered == 0) return;
        Opened().Write(writtenTo, buffer.AsSpan(0, buffered));
        writtenTo += buffered;
        buffered = 0;
        // The memory of one huge record is released.
        if (buffer.Length > BufferBytesMax) buffer = [];
    }

    private IDiskFile Opened() => file ??= disk.OpenWrite(segment.Path);
}
