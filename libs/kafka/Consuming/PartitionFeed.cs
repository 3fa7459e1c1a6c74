namespace PatientFlow.Kafka.Consuming;

/// <summary>
/// One partition between the poll loop, which brings its messages, and its one reader. The lock covers the exchange of
/// state and nothing else; only the poll loop talks to the consumer.
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

    /// <summary>The partition's number.</summary>
    public int Partition => partition;

    /// <summary>The offset after the last message, as far as known.</summary>
    public long End
    {
        get { lock (gate) return Math.Max(end, next); }
    }

    /// <summary>Why it is stopped; null where it is not.</summary>
    public string? StoppedBecause
    {
        get { lock (gate) return gap?.Message; }
    }

    public FeedState State
    {
        get { lock (gate) return state; }
    }

    /// <summary>Whether its buffer is full, so that nothing is to be fetched.</summary>
    public bool IsPaused
    {
        get { lock (gate) return paused; }
    }

    /// <summary>The messages from an offset on; waits for the first. For one reader at a time.</summary>
    /// <exception cref="OffsetGapException">They cannot be had any more.</exception>
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

                // The continuation is the reader's and must not run on the poll loop.
                reader = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                arrival = reader.Task;
            }

            await arrival.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes a message. True where the buffer is full now and the partition is to be paused.</summary>
    public bool Arrived(TopicRecord record)
    {
        lock (gate)
        {
            // What was fetched for an earlier position may still be on its way.
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

    /// <summary>Something went wrong with its fetching: the bounds are to be looked at anew.</summary>
    public void Recheck()
    {
        lock (gate)
        {
            if (state is FeedState.Reading or FeedState.Starting) state = FeedState.Checking;
        }
    }

    /// <summary>Holds the wanted offset against the bounds of the log.</summary>
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

    /// <summary>The end of the log is known anew.</summary>
    public void EndsAt(long high)
    {
        lock (gate) end = high;
    }

    /// <summary>The offset to fetch from, where the poll loop is to begin; null where it is not.</summary>
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

    /// <summary>The poll loop is dead; every read fails from here on.</summary>
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

        // Half empty, not one free place: each pause throws away what librdkafka had fetched ahead.
        if (paused && waiting.Count <= options.BufferedRecordsMax / 2 && bufferedBytes <= options.BufferedBytesMax / 2)
        {
            paused = false;
            wantsService(this);
        }

        return taken;
    }

    // A first one may be the trace of an old fetch; one that is met again after a fresh start is in the log.
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
