using System.Collections.Immutable;
using Orleans.Streams;
using PatientFlow.Events;

namespace PatientFlow.Silo.Streams;

/// <summary>
/// One partition of the log as an Orleans stream queue, with a few batches read ahead. The log is the cache: if a grain
/// asks for another position, the log is read from there, however far back it is. There is therefore no cache miss, no
/// checkpoint but the offset that the ingest grain asks for, and no skipped event. Owned by: the pulling agent's turns.
/// </summary>
/// <remarks>
/// Orleans treats the token of an implicit subscription as already processed and moves past it (10.4.2,
/// PersistentStreamPullingAgent.AdvanceCursorPastToken). A queue that was just moved is empty, so nothing is skipped.
/// </remarks>
internal sealed class PartitionQueue(StreamId stream, QueueLimits limits, TimeProvider time)
{
    private readonly Queue<EventBatch> ahead = new();
    private readonly DeliveryPace pace = new(limits.DeliveryTime, time);
    private int eventsAhead;
    private long bytesAhead;
    private CancellationTokenSource? reading;

    /// <summary>The next offset to read; null until the grain has said where it stands.</summary>
    public long? Next { get; private set; }

    /// <summary>Number of batches that may be read before the grain has taken one.</summary>
    public int Room =>
        bytesAhead >= limits.BytesAheadMax ? 0 : (limits.EventsAheadMax - eventsAhead) / limits.BatchEventsMax;

    /// <summary>Moves the queue to a position, unless it is there already, and returns a cursor.</summary>
    public PartitionCursor CursorAt(StreamSequenceToken? token)
    {
        if (token is not null && !IsQueued(token)) Move(EventBatch.PlaceAfter(token));
        return new PartitionCursor(this);
    }

    /// <summary>Reads at the queue's position.</summary>
    /// <param name="read">Reads from an offset on; cancelled when the queue is moved.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>What was read; null if the read was cancelled.</returns>
    public async Task<IReadOnlyList<T>?> ReadAsync<T>(
        Func<CancellationToken, ValueTask<IReadOnlyList<T>>> read, CancellationToken cancellationToken)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        reading = broken;
        try
        {
            return await read(broken.Token);
        }
        catch (OperationCanceledException) when (broken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            reading = null;
        }
    }

    /// <summary>Adds what was read; returns null if the queue was moved meanwhile.</summary>
    /// <param name="from">The requested offset.</param>
    /// <param name="offsets">Offsets of the events.</param>
    /// <param name="events">The events, at least one.</param>
    public EventBatch? Add(long from, ImmutableArray<long> offsets, ImmutableArray<RawEvent> events)
    {
        if (Next != from) return null;
        Next = offsets[^1] + 1;
        return Added(new EventBatch
        {
            StreamId = stream, From = from, Next = offsets[^1] + 1, Offsets = offsets, Events = events,
        });
    }

    /// <summary>
    /// Adds a batch without events; returns null if one with events waits, which tells the grain as much.
    /// </summary>
    public EventBatch? AddQuiet() => ahead.Count > 0 ? null : Added(EventBatch.Quiet(stream, Next ?? -1));

    /// <summary>
    /// Removes and returns the waiting batches as one, up to what the grain can apply in the time of a delivery; null
    /// if nothing waits. It is called again when the grain has finished the previous one.
    /// </summary>
    public EventBatch? Take()
    {
        var most = pace.Ended();
        if (ahead.Count == 0) return null;
        var taken = new List<EventBatch> { Dequeue() };
        var events = taken[0].Events.Length;
        while (ahead.TryPeek(out var next) && events + next.Events.Length <= most)
        {
            taken.Add(Dequeue());
            events += next.Events.Length;
        }

        pace.Began(events);
        return EventBatch.Of(taken);
    }

    /// <summary>Returns a batch that could not be delivered: it is read again.</summary>
    public void Return(EventBatch batch) => Move(batch.From);

    /// <summary>Cancels the current read.</summary>
    public void Stop() => reading?.Cancel();

    private EventBatch Added(EventBatch batch)
    {
        ahead.Enqueue(batch);
        eventsAhead += batch.Events.Length;
        bytesAhead += batch.PayloadBytes;
        return batch;
    }

    private EventBatch Dequeue()
    {
        var batch = ahead.Dequeue();
        eventsAhead -= batch.Events.Length;
        bytesAhead -= batch.PayloadBytes;
        return batch;
    }

    /// <summary>Whether a token belongs to a batch in the queue, which then comes first.</summary>
    private bool IsQueued(StreamSequenceToken token)
    {
        if (!ahead.Any(b => b.SequenceToken.Equals(token))) return false;
        while (!ahead.Peek().SequenceToken.Equals(token)) Dequeue();
        return true;
    }

    private void Move(long place)
    {
        ahead.Clear();
        (eventsAhead, bytesAhead) = (0, 0);
        long? wanted = place < 0 ? null : place;

        // Orleans asks at every quiet batch. Cancelling the read each time would restart it at once, for ever.
        if (wanted == Next) return;
        Next = wanted;
        reading?.Cancel();
    }
}
