using System.Globalization;
using Orleans.Streams;
using PatientFlow.Events;

namespace PatientFlow.Silo.Streams;

/// <summary>
/// Maps each partition to a queue. The queues are spaced evenly on the ring that Orleans uses to distribute them to
/// silos.
/// </summary>
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

    /// <summary>Returns the stream of a queue's partition.</summary>
    public StreamId StreamOf(QueueId queue) => StreamId.Create(EventStream.Namespace, keys[(int)queue.GetNumericId()]);
}
