using Orleans.Streams;
using PatientFlow.Events;
using PatientFlow.Ingest;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Telemetry;

namespace PatientFlow.Silo.Streams;

/// <summary>
/// Feeds Orleans' stream agents from our log or a topic, as <see cref="HubAdapter"/> does from an Event Hub. Nothing is
/// written through it.
/// </summary>
internal sealed class SourceAdapter(
    string name,
    IStreamSource<RawEvent> source,
    IGrainFactory grains,
    QueueLimits limits,
    TimeProvider time,
    ILogger<SourceAdapter> log)
    : IQueueAdapterFactory, IQueueAdapter, IQueueAdapterCache
{
    private readonly PartitionMapper mapper = new(name, source.Keys);

    // An agent requests the cache, then the receiver of the same queue. Agents of several queues start concurrently.
    private readonly Lock gate = new();
    private readonly Dictionary<QueueId, SourceQueue> queues = [];

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public bool IsRewindable => true;

    /// <inheritdoc />
    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    /// <inheritdoc />
    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    /// <inheritdoc />
    public IQueueAdapterCache GetQueueAdapterCache() => this;

    /// <inheritdoc />
    public IStreamQueueMapper GetStreamQueueMapper() => mapper;

    /// <inheritdoc />
    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) =>
        Task.FromResult<IStreamFailureHandler>(new FailureWords(log));

    /// <inheritdoc />
    public IQueueCache CreateQueueCache(QueueId queueId)
    {
        var stream = mapper.StreamOf(queueId);
        var news = source is IEventSource known
            ? new SourceNews(known, grains.GetGrain<IIngestGrain>(stream.GetKeyAsString()), limits, time)
            : null;
        var queue = new SourceQueue(source, stream, limits, time, news);
        lock (gate) queues[queueId] = queue;
        return queue;
    }

    /// <inheritdoc />
    public IQueueAdapterReceiver CreateReceiver(QueueId queueId)
    {
        lock (gate) return queues[queueId];
    }

    /// <summary>Not supported: producers append to the log.</summary>
    public Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException("Producers append to the log; the stream is only read.");
}
