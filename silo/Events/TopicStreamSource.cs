using System.Collections.Immutable;
using System.Globalization;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.Events;
using PatientFlow.Kafka;
using PatientFlow.Kafka.Consuming;
using PatientFlow.Patients;

namespace PatientFlow.Silo.Events;

/// <summary>A Kafka topic or an Event Hub as streams: one per partition; an event's token is its offset.</summary>
internal sealed class TopicStreamSource : IStreamSource<RawEvent>, IEventSource, IDisposable
{
    private readonly TopicReader reader;

    /// <summary>Connects; blocks until a broker has answered.</summary>
    /// <exception cref="CommandException">The topic cannot be read.</exception>
    public TopicStreamSource(TopicSettings settings, ILogger<TopicReader> log)
    {
        Name = $"topic {settings.Address}";
        try
        {
            reader = TopicReader.Open(
                settings.Address, new TopicReaderOptions { AcceptedGaps = settings.AcceptedGaps }, log);
        }
        catch (TopicException fault)
        {
            throw new CommandException(fault.Message);
        }

        if (reader.PartitionCount > RowKey.PartitionsMax)
        {
            var count = reader.PartitionCount;
            reader.Dispose();
            throw new CommandException($"The {Name} has {count} partitions; at most {RowKey.PartitionsMax} can be read.");
        }

        Keys = [.. Enumerable.Range(0, reader.PartitionCount).Select(p => p.ToString(CultureInfo.InvariantCulture))];
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public string Namespace => EventStream.Namespace;

    /// <inheritdoc />
    public IReadOnlyList<string> Keys { get; }

    /// <inheritdoc />
    public int PartitionCount => reader.PartitionCount;

    /// <inheritdoc />
    public string? Trouble => reader.Trouble;

    /// <inheritdoc />
    public long EndOffset(int partition) => reader.EndOffset(partition);

    /// <inheritdoc />
    public string? StoppedBecause(int partition) => reader.StoppedBecause(partition);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<SequentialItem<RawEvent>>> ReadAsync(
        string key, long fromSequence, int maxItems, CancellationToken cancellationToken)
    {
        var partition = int.Parse(key, CultureInfo.InvariantCulture);
        var records = await reader.ReadAsync(partition, fromSequence, maxItems, cancellationToken);
        return records.Select(r => new SequentialItem<RawEvent>(
            new RawEvent { AppendTime = r.Time, Payload = r.Value }, new EventSequenceTokenV2(r.Offset)))
            .ToImmutableArray();
    }

    /// <inheritdoc />
    public void Dispose() => reader.Dispose();
}
