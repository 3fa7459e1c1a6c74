namespace PatientFlow.Kafka.Consuming;

/// <summary>
/// Connects the poll loop, which delivers a partition's messages, with the partition's one reader. The lock protects
/// only this exchange; only the poll loop uses the consumer.
/// </summary>
internal sealed class PartitionFeed(
    int partition, TopicReaderOptions options, Action wantsCheck, Action<PartitionFeed> wantsService)
{
    private readonly Lock gate = new();
    private readonly Queue<TopicRecord> waiting = new();
    private FeedState state;
    private TaskCompletionSource? reader;
    private OffsetGapException? gap;
    private Exception? broken;
    private long bufferedBytes;

    // Invariant: waiting holds the offsets from head to next, without a hole.
    private long head = -1;
    private long next = -1;
    private long end;
    private long? holeBefore;
    private bool paused;

    /// <summary>Number of the partition.</summary>
    public int Partition => partition;

    /// <summary>The offset after the last message, as far as known.</summary>
    public long End
    {
        get { lock (gate) return Math.Max(end, next); }
    }

    /// <summary>Why it is stopped; null if it is not.</summary>
    public string? StoppedBecause
    {
        get { lock (gate) return gap?.Message; }
    }

    public FeedState State
    {
        get { lock (gate) return state; }
    }

    /// <summary>Whether its buffer is full, so that nothing should be fetched.</summary>
    public bool IsPaused
    {
        get { lock (gate) return paused; }
    }

    /// <summary>Returns messages from an offset on; waits for the first. There is one reader at a time.</summary>
    /// <exception cref="OffsetGapException">The messages are no longer available.</exception>
    public async ValueTask<IReadOnlyList<TopicRecord>> ReadAsync(
        long from, int maxRecords, CancellationToken cancellationToken)
    {
        if (options.AcceptedGaps.TryGetValue(partition, out var accepted) && from < accepted) from = accepted;
        while (true)
        {
            Task arrival;
            lock (gate)
            {
                if (broken is not null) throw new TopicException("The reader of the topic has failed.", broken);
                if (head != from) Restart_NeedsLock(from);
                else if (waiting.Count > 0) return Take_NeedsLock(maxRecords);
                else if (state is FeedState.Stopped) Restart_NeedsLock(from);

                // The continuation belongs to the reader and must not run on the poll loop.
                reader = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                arrival = reader.Task;
            }

            await arrival.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Adds a message. Returns true if the buffer is now full and the partition should be paused.</summary>
    public bool Arrived(TopicRecord record)
    {
        lock (gate)
        {
            // A message fetched for an earlier position may still arrive.
            if (state is not FeedState.Reading || record.Offset < next) return false;
            if (record.Offset > next)
            {
                MeetHole_NeedsLock(record.Offset);
                return false;
            }

            waiting.Enqueue(record);
            bufferedBytes += record.Value.Length;
            next = record.Offset + 1;
            gap = null;
            Wake_NeedsLock();
            if (waiting.Count < options.BufferedRecordsMax && bufferedBytes < options.BufferedBytesMax) return false;
            paused = true;
            return true;
        }
    }

    /// <summary>Notes a failed fetch: the bounds must be checked again.</summary>
    public void Recheck()
    {
        lock (gate)
        {
            if (state is FeedState.Reading or FeedState.Starting) state = FeedState.Checking;
        }
    }

    /// <summary>Compares the requested offset with the bounds of the log.</summary>
    public void Check(long low, long high)
    {
        lock (gate)
        {
            end = high;
            if (state is not FeedState.Checking) return;
            var found = next < low ? OffsetGapException.Passed(partition, next, low)
                : next > high ? OffsetGapException.Recreated(partition, next, high)
                : null;
            if (found is not null)
            {
                Stop_NeedsLock(found);
                return;
            }

            if (gap is { IsHole: false }) gap = null;
            state = FeedState.Starting;
        }

        wantsService(this);
    }

    /// <summary>Notes a new end of the log.</summary>
    public void EndsAt(long high)
    {
        lock (gate) end = high;
    }

    /// <summary>Returns the offset at which the poll loop must start fetching; null if it need not.</summary>
    public long? BeginReading()
    {
        lock (gate)
        {
            if (state is not FeedState.Starting) return null;
            state = FeedState.Reading;
            paused = waiting.Count >= options.BufferedRecordsMax || bufferedBytes >= options.BufferedBytesMax;
            return next;
        }
    }

    /// <summary>Notes that the poll loop is dead: every read fails from now on.</summary>
    public void Break(Exception fault)
    {
        lock (gate)
        {
            broken = fault;
            Wake_NeedsLock();
        }
    }

    private void Restart_NeedsLock(long from)
    {
        waiting.Clear();
        bufferedBytes = 0;
        head = next = from;
        paused = false;
        state = FeedState.Checking;
        wantsCheck();
    }

    private TopicRecord[] Take_NeedsLock(int maxRecords)
    {
        var taken = new TopicRecord[Math.Min(maxRecords, waiting.Count)];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = waiting.Dequeue();
            bufferedBytes -= taken[i].Value.Length;
        }

        head = taken[^1].Offset + 1;

        // Resume at half empty rather than at one free place: each pause discards what librdkafka had prefetched.
        if (paused && waiting.Count <= options.BufferedRecordsMax / 2 && bufferedBytes <= options.BufferedBytesMax / 2)
        {
            paused = false;
            wantsService(this);
        }

        return taken;
    }

    // The first hole may be left over from an old fetch; one that recurs after a fresh start is in the log.
    private void MeetHole_NeedsLock(long offset)
    {
        if (holeBefore == next)
        {
            Stop_NeedsLock(OffsetGapException.Hole(partition, next, offset));
            return;
        }

        holeBefore = next;
        state = FeedState.Checking;
        wantsCheck();
    }

    private void Stop_NeedsLock(OffsetGapException found)
    {
        gap = found;
        state = FeedState.Stopped;
        var waits = reader;
        reader = null;
        waits?.TrySetException(found);
    }

    private void Wake_NeedsLock()
    {
        var waits = reader;
        reader = null;
        waits?.TrySetResult();
    }
}
