using PatientFlow.Kafka;
using PatientFlow.Kafka.Consuming;
using PatientFlow.Recorded;

namespace PatientFlow.Tools.Record;

/// <summary>A topic, read from the beginning of its retention. It joins no group and commits nothing.</summary>
internal sealed class TopicRecordSource : IRecordSource
{
    private readonly TopicAddress address;
    private readonly TopicReader reader;
    private readonly TopicBounds[] bounds;

    public TopicRecordSource(TopicAddress address, TopicReader reader)
    {
        this.address = address;
        this.reader = reader;
        bounds = new TopicBounds[reader.PartitionCount];
        Look();
    }

    /// <inheritdoc />
    public string Name => $"the topic {address}";

    /// <inheritdoc />
    public int PartitionCount => reader.PartitionCount;

    /// <inheritdoc />
    public long StartOffset(int partition) => bounds[partition].Low;

    /// <inheritdoc />
    public long EndOffset(int partition) => bounds[partition].High;

    /// <inheritdoc />
    public ValueTask LookAsync(CancellationToken cancellationToken)
    {
        Look();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<RecordedEvent>> ReadAsync(
        int partition, long from, int count, CancellationToken cancellationToken) =>
        [.. (await reader.ReadAsync(partition, from, count, cancellationToken)).Select(r => new RecordedEvent
        {
            AppendTime = r.Time, Partition = partition, Offset = r.Offset, Payload = r.Value,
        })];

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Look()
    {
        for (var p = 0; p < bounds.Length; p++) bounds[p] = reader.AskBounds(p);
    }
}
