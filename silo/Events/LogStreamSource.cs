using System.Collections.Immutable;
using System.Globalization;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using PatientFlow.EventLog;
using PatientFlow.Events;

namespace PatientFlow.Silo.Events;

/// <summary>The log of the data folder as streams: one per partition; an event's token is its offset.</summary>
internal sealed class LogStreamSource(EmbeddedLog log, DiskRoom room) : IStreamSource<RawEvent>, IEventSource
{
    /// <inheritdoc />
    public string Name => "log in the data folder";

    /// <inheritdoc />
    public int PartitionCount => log.PartitionCount;

    /// <inheritdoc />
    public string? Trouble => room.Trouble;

    /// <inheritdoc />
    public string Namespace => EventStream.Namespace;

    /// <inheritdoc />
    public IReadOnlyList<string> Keys { get; } =
        [.. Enumerable.Range(0, log.PartitionCount).Select(p => p.ToString(CultureInfo.InvariantCulture))];

    /// <inheritdoc />
    public long EndOffset(int partition) => log.EndOffset(partition);

    /// <inheritdoc />
    public string? StoppedBecause(int partition) => null;

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<SequentialItem<RawEvent>>> ReadAsync(
        string key, long fromSequence, int maxItems, CancellationToken cancellationToken)
    {
        var partition = int.Parse(key, CultureInfo.InvariantCulture);
        var records = await log.ReadAsync(partition, fromSequence, maxItems, cancellationToken);
        return records.Select(r => new SequentialItem<RawEvent>(
            new RawEvent { AppendTime = r.AppendTime, Payload = r.Payload }, new EventSequenceTokenV2(r.Offset))).ToImmutableArray();
    }
}
