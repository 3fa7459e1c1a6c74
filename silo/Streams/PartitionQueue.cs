using System.Collections.Immutable;
using Orleans.Streams;
using PatientFlow.Events;

namespace PatientFlow.Silo.Streams;

/// <summary>
/// One partition of the log as an Orleans stream queue, with a few batches read ahead. It is the log that is the cache:
/// where a grain asks for a place that is not next, the log is read from there, however far back that is. So there is
/// no cache to miss, no checkpoint but the offset that the ingest grain asks for, and no event that is skipped.
/// Owned by: the pulling agent's turns.
/// </summary>
/// <remarks>
/// Orleans takes the token of an implicit subscription for one that was processed and moves past it (10.4.2,
/// PersistentStreamPullingAgent.AdvanceCursorPastToken). A queue that was just moved is empty, so nothing is passed over.
/// </remarks>
internal sealed class PartitionQueue(StreamId stream, QueueLimits limits, TimeProvider time)
{
    private readonly Queue<EventBatch> ahead = new();
    private readonly DeliveryPace pace = new(limits.DeliveryTime, time);
    private int eventsAhead;
    private long bytesAhead;
    private CancellationTokenSource? reading;

    /// <summary>The offset to be read next; null until the grain has said where it stands.</summary>
    public long? Next { get; private set; }

    /// <summary>Batches that may be read before the grain has taken one.</summary>
    public int Room =>
        bytesAhead >= limits.BytesAheadMax ? 0 : (limits.EventsAheadMax - eventsAhead) / limits.BatchEventsMax;

    /// <summary>Moves the queue to a place, if that is not where it stands, and gives who takes from there.</summary>
    public PartitionCursor CursorAt(StreamSequenceToken? token)
    {
        if (token is not null && !IsQueued(token)) Move(EventBatch.PlaceAfter(token));
        return new PartitionCursor(this);
    }

    /// <summary>Reads at the queue's place.</summary>
    /// <param name="read">Reads from an offset on; broken off when the queue is moved.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>What was read; null where it was broken off.</returns>
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

    /// <summary>Adds what was read; null where the queue was moved meanwhile.</summary>
    /// <param name="from">The offset that was asked for.</param>
    /// <param name="offsets">Offsets of the events.</param>
    /// <param name="events">The events, one or more.</param>
    public EventBatch? Add(long from, ImmutableArray<long> offsets, ImmutableArray<RawEvent> events)
    {
        if (Next != from) return null;
        Next = offsets[^1] + 1;
        return Added(new EventBatch
        {
            StreamId = stream, From = from, Next = offsets[^1] + 1, Offsets = offsets, Events = events,
        });
    }

    /// <summary>Adds a batch without events; null where one with events waits, which tells the grain as much.</summary>
    public EventBatch? AddQuiet() => ahead.Count > 0 ? null : Added(EventBatch.Quiet(stream, Next ?? -1));

    /// <summary>
    /// What comes next: the batches that wait, as one, up to what the grain can apply in the time of a delivery. It is then
    /// no longer in the queue. Null where nothing waits. Called anew when the grain is through with what it was given.
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

    /// <summary>A batch could not be delivered: it is read again.</summary>
    public void Return(EventBatch batch) => Move(batch.From);

    /// <summary>Breaks off the read that is under way.</summary>
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

    /// <summary>Whether a token is that of a batch in the queue, which then comes first.</summary>
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

        // Orleans asks at every quiet batch. A read that was broken off each time would begin the next at once, for ever.
        if (wanted == Next) return;
        Next = wanted;
        reading?.Cancel();
    }
}
