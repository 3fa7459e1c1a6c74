using Orleans.Streams;
using PatientFlow.Events;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Cluster;

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
internal sealed class PartitionQueue(
    IStreamSource<RawEvent> source, StreamId stream, QueueLimits limits, TimeProvider time, SourceNews? news = null)
    : IQueueCache, IQueueAdapterReceiver
{
    private static readonly IList<IBatchContainer> Nothing = [];

    private readonly Queue<EventBatch> ahead = new();

    // The offset to be read next; null until the grain has said where it stands.
    private long? next;
    private CancellationTokenSource? reading;

    /// <summary>Batches that may be read before the grain has taken one.</summary>
    public int GetMaxAddCount() => limits.BatchesAheadMax - ahead.Count;

    /// <summary>Never: a full queue is told by <see cref="GetMaxAddCount"/>, which Orleans does not log each time.</summary>
    public bool IsUnderPressure() => false;

    /// <summary>Nothing to do: what was read is in the queue already, unless the queue was moved meanwhile.</summary>
    public void AddToCache(IList<IBatchContainer> messages)
    {
    }

    /// <summary>Nothing is kept that was delivered.</summary>
    public bool TryPurgeFromCache(out IList<IBatchContainer> purgedItems)
    {
        purgedItems = Nothing;
        return false;
    }

    /// <summary>Moves the queue to a place, if that is not where it stands.</summary>
    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token)
    {
        if (token is not null && !IsQueued(token)) Move(EventBatch.PlaceAfter(token));
        return new PartitionCursor(this);
    }

    /// <inheritdoc />
    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    /// <inheritdoc />
    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) =>
        GetQueueMessagesAsync(maxCount, CancellationToken.None);

    /// <summary>Reads one batch; where none comes for a while, one without events (<see cref="QueueLimits.Quiet"/>).</summary>
    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        if (next is not { } from) return ahead.Count > 0 ? Nothing : Added(EventBatch.Quiet(stream, next: -1));
        var items = await ReadAsync(from, cancellationToken);
        if (next != from) return Nothing;
        if (items.Count == 0) return ahead.Count > 0 ? Nothing : Added(EventBatch.Quiet(stream, from));
        next = items[^1].Token.SequenceNumber + 1;
        return Added(new EventBatch
        {
            StreamId = stream,
            From = from,
            Next = items[^1].Token.SequenceNumber + 1,
            Offsets = [.. items.Select(i => i.Token.SequenceNumber)],
            Events = [.. items.Select(i => i.Item)],
        });
    }

    /// <inheritdoc />
    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    /// <inheritdoc />
    public Task Shutdown(TimeSpan timeout)
    {
        reading?.Cancel();
        return Task.CompletedTask;
    }

    /// <summary>The next batch, which is then no longer in the queue; null where there is none.</summary>
    public EventBatch? Take() => ahead.TryDequeue(out var batch) ? batch : null;

    /// <summary>A batch could not be delivered: it is read again.</summary>
    public void Return(EventBatch batch) => Move(batch.From);

    private async Task<IReadOnlyList<SequentialItem<RawEvent>>> ReadAsync(long from, CancellationToken cancellationToken)
    {
        using var quiet = new CancellationTokenSource(limits.Quiet, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, cancellationToken);
        reading = ended;
        try
        {
            return await source.ReadAsync(
                stream.GetKeyAsString(), from, limits.BatchEventsMax, ended.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [];
        }
        finally
        {
            reading = null;
            news?.Tell();
        }
    }

    private IList<IBatchContainer> Added(EventBatch batch)
    {
        ahead.Enqueue(batch);
        return [batch];
    }

    /// <summary>Whether a token is that of a batch in the queue, which then comes first.</summary>
    private bool IsQueued(StreamSequenceToken token)
    {
        if (!ahead.Any(b => b.SequenceToken.Equals(token))) return false;
        while (!ahead.Peek().SequenceToken.Equals(token)) ahead.Dequeue();
        return true;
    }

    private void Move(long place)
    {
        ahead.Clear();
        long? wanted = place < 0 ? null : place;

        // Orleans asks at every quiet batch. A read that was broken off each time would begin the next at once, for ever.
        if (wanted == next) return;
        next = wanted;
        reading?.Cancel();
    }
}
