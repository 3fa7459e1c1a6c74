namespace PatientFlow.EventLog;

/// <summary>
/// What readers may see of a partition: its segments and where its durable records end. Owned by: the writer
/// publishes, any thread reads.
/// </summary>
internal sealed class PartitionLog
{
    private readonly Lock gate = new();
    private Segment[] segments;
    private long endOffset;
    private TaskCompletionSource? grown;
    private Func<Exception>? closed;

    public PartitionLog(int number, string folder, IReadOnlyList<Segment> segments, long endOffset)
    {
        Number = number;
        Folder = folder;
        this.segments = [.. segments];
        this.endOffset = endOffset;
    }

    public int Number { get; }

    public string Folder { get; }

    public long StartOffset => Volatile.Read(ref segments)[0].BaseOffset;

    public long EndOffset => Volatile.Read(ref endOffset);

    /// <summary>The segment to append to.</summary>
    public Segment Last => Volatile.Read(ref segments)[^1];

    public void Add(Segment segment)
    {
        lock (gate) Volatile.Write(ref segments, [.. segments, segment]);
    }

    /// <summary>Lets readers see everything below the offset. All of it must be durable.</summary>
    public void Publish(long end)
    {
        TaskCompletionSource? wake;
        lock (gate)
        {
            Volatile.Write(ref endOffset, end);
            wake = grown;
            grown = null;
        }

        wake?.TrySetResult();
    }

    /// <summary>Wakes readers that wait for records that will never come.</summary>
    public void Close(Func<Exception> reason)
    {
        TaskCompletionSource? wake;
        lock (gate)
        {
            closed ??= reason;
            wake = grown;
            grown = null;
        }

        wake?.TrySetResult();
    }

    /// <summary>
    /// Returns a task that completes when there may be a record at the offset; null if there is one now.
    /// </summary>
    public Task? WhenGrown(long offset)
    {
        if (offset < EndOffset) return null;
        lock (gate)
        {
            if (offset < endOffset) return null;
            if (closed is not null) throw closed();
            // Readers must not run on the writer's thread, which would hold up every append.
            grown ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return grown.Task;
        }
    }

    /// <summary>The segment that holds the offset, which must be at or above StartOffset.</summary>
    public Segment SegmentOf(long offset)
    {
        var all = Volatile.Read(ref segments);
        int low = 0, high = all.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (all[middle].BaseOffset <= offset) low = middle;
            else high = middle - 1;
        }

        return all[low];
    }
}
