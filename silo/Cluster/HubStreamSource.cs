using System.Collections.Immutable;
using System.Globalization;
using PatientFlow.Silo.Events;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using PatientFlow.Events;

namespace PatientFlow.Silo.Cluster;

/// <summary>
/// An Event Hub as a stream: one stream a partition, an event's token is its sequence number. The numbers follow each
/// other, so a hole is an event that is lost: the partition stops and says so, until somebody accepts the gap.
/// </summary>
internal sealed class HubStreamSource : IStreamSource<RawEvent>, IEventSource
{
    private readonly IHub hub;
    private readonly IReadOnlyDictionary<int, long> acceptedGaps;

    // Written by the one reader of a partition, read by whoever asks how far it is.
    private readonly long[] ends;
    private readonly string?[] stopped;
    private volatile string? trouble;

    /// <summary>A hub by its name.</summary>
    public HubStreamSource(IHub hub, string name, IReadOnlyDictionary<int, long> acceptedGaps)
    {
        this.hub = hub;
        this.acceptedGaps = acceptedGaps;
        Name = $"hub {name}";
        Keys = [.. Enumerable.Range(0, hub.PartitionCount).Select(p => p.ToString(CultureInfo.InvariantCulture))];
        ends = new long[hub.PartitionCount];
        stopped = new string?[hub.PartitionCount];
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public string Namespace => EventStream.Namespace;

    /// <inheritdoc />
    public IReadOnlyList<string> Keys { get; }

    /// <inheritdoc />
    public int PartitionCount => hub.PartitionCount;

    /// <inheritdoc />
    public string? Trouble => trouble;

    /// <inheritdoc />
    public long EndOffset(int partition) => Volatile.Read(ref ends[partition]);

    /// <inheritdoc />
    public string? StoppedBecause(int partition) => Volatile.Read(ref stopped[partition]);

    /// <inheritdoc />
    /// <exception cref="HubGapException">What comes next is not there; asking again looks again.</exception>
    public async ValueTask<IReadOnlyList<SequentialItem<RawEvent>>> ReadAsync(
        string key, long fromSequence, int maxItems, CancellationToken cancellationToken)
    {
        var partition = int.Parse(key, CultureInfo.InvariantCulture);
        try
        {
            if (acceptedGaps.TryGetValue(partition, out var accepted) && accepted > fromSequence) fromSequence = accepted;
            while (true)
            {
                var events = await hub.ReceiveAsync(partition, fromSequence, maxItems, cancellationToken);
                if (events.Count == 0)
                {
                    await CheckAsync(partition, fromSequence, cancellationToken);
                    continue;
                }

                for (var i = 0; i < events.Count; i++)
                    if (events[i].Sequence != fromSequence + i)
                        throw Stop(partition, fromSequence + i, $"the hub goes on at {events[i].Sequence}");
                Volatile.Write(ref ends[partition], Math.Max(ends[partition], events[^1].Sequence + 1));
                Go(partition);
                return events.Select(e => new SequentialItem<RawEvent>(
                    new RawEvent { AppendTime = e.EnqueuedAt, Payload = e.Body }, new EventSequenceTokenV2(e.Sequence)))
                    .ToImmutableArray();
            }
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or HubGapException))
        {
            trouble = fault.GetType().Name;
            throw;
        }
    }

    /// <summary>Nothing came: a hub that ends before, or begins after, is another one or has let go of events.</summary>
    private async Task CheckAsync(int partition, long from, CancellationToken cancellationToken)
    {
        var bounds = await hub.AskAsync(partition, cancellationToken);
        Volatile.Write(ref ends[partition], bounds.Next);
        if (from > bounds.Next) throw Stop(partition, from, $"the hub ends at {bounds.Next}: it was made anew");
        if (from < bounds.First) throw Stop(partition, from, $"the oldest event that the hub keeps is {bounds.First}");
        Go(partition);
    }

    private void Go(int partition)
    {
        Volatile.Write(ref stopped[partition], null);
        trouble = null;
    }

    private HubGapException Stop(int partition, long from, string why)
    {
        var reason = $"Partition {partition} needs the event {from}, and {why}.";
        Volatile.Write(ref stopped[partition], reason);
        return new HubGapException(reason);
    }
}
