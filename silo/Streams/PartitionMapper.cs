using System.Globalization;
using Orleans.Streams;
using PatientFlow.Events;

namespace PatientFlow.Silo.Streams;

/// <summary>One queue a partition; the queues lie evenly on the ring by which Orleans shares them out to silos.</summary>
internal sealed class PartitionMapper(string provider, IReadOnlyList<string> keys)
    : IConsistentRingStreamQueueMapper
{
    private readonly QueueId[] queues =
    [
        .. keys.Select((_, i) => QueueId.GetQueueId(
            provider, (uint)i, (uint)(i * ((1L << 32) / keys.Count) + (1L << 32) / keys.Count / 2))),
    ];

    /// <inheritdoc />
    public IEnumerable<QueueId> GetAllQueues() => queues;

    /// <inheritdoc />
    public IEnumerable<QueueId> GetQueuesForRange(IRingRange range) =>
        queues.Where(q => range.InRange(q.GetUniformHashCode()));

    /// <inheritdoc />
    public QueueId GetQueueForStream(StreamId streamId) =>
        queues[int.Parse(streamId.GetKeyAsString(), CultureInfo.InvariantCulture)];

    /// <summary>The stream of a queue's partition.</summary>
    public StreamId StreamOf(QueueId queue) => StreamId.Create(EventStream.Namespace, keys[(int)queue.GetNumericId()]);
}
