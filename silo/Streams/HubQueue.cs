using System.Diagnostics.CodeAnalysis;
using Azure.Messaging.EventHubs;
using Orleans.Streaming.EventHubs;
using Orleans.Streams;
using PatientFlow.Events;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Streams;

/// <summary>
/// Our two parts of Orleans' adapter for Event Hubs: a receiver that starts wherever a grain asks, and a cache that
/// holds only what is read ahead. Both are one queue, because the receiver must read at the position that is asked of
/// the cache. Owned by: the pulling agent's turns.
/// </summary>
internal sealed class HubQueue(
    HubSource source, int partition, StreamId stream, QueueLimits limits, TimeProvider time, SourceNews news)
    : IEventHubQueueCache, IEventHubReceiver
{
    private readonly PartitionQueue queue = new(stream, limits, time);

    // The offset that was requested for the last events received.
    private long from;

    // Represents a period without events, because the adapter passes nothing but events to its agent.
    private EventData? quiet;

    /// <inheritdoc />
    public int GetMaxAddCount() => queue.Room;

    /// <inheritdoc />
    public Task<IEnumerable<EventData>> ReceiveAsync(int maxCount, TimeSpan waitTime) =>
        ReceiveAsync(maxCount, waitTime, CancellationToken.None);

    /// <summary>Reads one batch at the queue's position; if none comes for a while, reports that.</summary>
    public async Task<IEnumerable<EventData>> ReceiveAsync(int maxCount, TimeSpan waitTime, CancellationToken cancellationToken)
    {
        if (queue.Next is not { } next) return [Quiet()];
        try
        {
            var events = await queue.ReadAsync(
                token => source.ReadAsync(partition, next, limits.BatchEventsMax, limits.Quiet, token), cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            from = next;
            return events is null ? [] : events.Count > 0 ? events : [Quiet()];
        }
        finally
        {
            news.Tell();
        }
    }

    /// <summary>Adds received events to the queue, unless the queue was moved meanwhile.</summary>
    public List<StreamPosition> Add(List<EventData> message, DateTime dequeueTimeUtc)
    {
        var batch = ReferenceEquals(message[0], quiet)
            ? queue.AddQuiet()
            : queue.Add(
                from, [.. message.Select(e => e.SequenceNumber)],
                [.. message.Select(e => new RawEvent { AppendTime = e.EnqueuedTime.UtcDateTime, Payload = e.EventBody.ToMemory() })]);
        return batch is null ? [] : [new StreamPosition(batch.StreamId, batch.SequenceToken)];
    }

    /// <inheritdoc />
    public object GetCursor(StreamId streamId, StreamSequenceToken? sequenceToken) => queue.CursorAt(sequenceToken);

    /// <inheritdoc />
    public bool TryGetNextMessage(object cursorObj, [NotNullWhen(true)] out IBatchContainer? message)
    {
        message = queue.Take();
        return message is not null;
    }

    /// <summary>Does nothing: a full queue reports that it has no room.</summary>
    public void AddCachePressureMonitor(ICachePressureMonitor monitor)
    {
    }

    /// <summary>Does nothing: delivered events are not kept.</summary>
    public void SignalPurge()
    {
    }

    /// <inheritdoc />
    public Task CloseAsync()
    {
        queue.Stop();
        return source.Reader.LeaveAsync(partition);
    }

    /// <inheritdoc />
    public void Dispose() => queue.Stop();

    private EventData Quiet() => quiet =
        EventHubsModelFactory.EventData(BinaryData.Empty, offsetString: "", enqueuedTime: time.GetUtcNow());
}
