using Orleans.Streams;
using PatientFlow.Events;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Streams;

/// <summary>Reads a partition of our log or of a topic into its queue. Owned by: the pulling agent's turns.</summary>
internal sealed class SourceQueue(
    IStreamSource<RawEvent> source, StreamId stream, QueueLimits limits, TimeProvider time, SourceNews? news = null)
    : IQueueCache, IQueueAdapterReceiver
{
    private static readonly IList<IBatchContainer> Nothing = [];

    private readonly PartitionQueue queue = new(stream, limits, time);

    /// <inheritdoc />
    public int GetMaxAddCount() => queue.Room;

    /// <summary>
    /// Always false: <see cref="GetMaxAddCount"/> reports a full queue, which Orleans does not log each time.
    /// </summary>
    public bool IsUnderPressure() => false;

    /// <summary>Does nothing: what was read is already in the queue, unless the queue was moved meanwhile.</summary>
    public void AddToCache(IList<IBatchContainer> messages)
    {
    }

    /// <summary>Purges nothing: delivered events are not kept.</summary>
    public bool TryPurgeFromCache(out IList<IBatchContainer> purgedItems)
    {
        purgedItems = Nothing;
        return false;
    }

    /// <inheritdoc />
    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token) => queue.CursorAt(token);

    /// <inheritdoc />
    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    /// <inheritdoc />
    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) =>
        GetQueueMessagesAsync(maxCount, CancellationToken.None);

    /// <summary>
    /// Reads one batch; if none comes for a while, returns one without events (<see cref="QueueLimits.Quiet"/>).
    /// </summary>
    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        if (queue.Next is not { } from) return Told(queue.AddQuiet());
        try
        {
            using var quiet = new CancellationTokenSource(limits.Quiet, time);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, cancellationToken);
            var items = await queue.ReadAsync(
                token => source.ReadAsync(stream.GetKeyAsString(), from, limits.BatchEventsMax, token), ended.Token);
            cancellationToken.ThrowIfCancellationRequested();
            if (queue.Next != from) return Nothing;
            return Told(items is null || items.Count == 0
                ? queue.AddQuiet()
                : queue.Add(from, [.. items.Select(i => i.Token.SequenceNumber)], [.. items.Select(i => i.Item)]));
        }
        finally
        {
            news?.Tell();
        }
    }

    /// <inheritdoc />
    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    /// <inheritdoc />
    public Task Shutdown(TimeSpan timeout)
    {
        queue.Stop();
        return Task.CompletedTask;
    }

    private static IList<IBatchContainer> Told(EventBatch? batch) => batch is null ? Nothing : [batch];
}
