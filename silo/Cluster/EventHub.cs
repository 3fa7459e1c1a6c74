using System.Globalization;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Consumer;
using Azure.Messaging.EventHubs.Primitives;
using PatientFlow.Silo.Hosting;

namespace PatientFlow.Silo.Cluster;

/// <summary>
/// An Event Hub by AMQP. Positions are the lake's alone: nothing is stored with the hub, nothing begins at "latest".
/// </summary>
internal sealed class EventHub : IHub, IAsyncDisposable
{
    // What the client fetches ahead beside the queue's own batches: a move throws it away, so it is one delivery.
    private const int PrefetchEvents = 1000;
    private const long PrefetchBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan ReceiveWait = TimeSpan.FromSeconds(1);

    private readonly HubSettings settings;
    private readonly EventHubConnection connection;
    private readonly EventHubConsumerClient asking;
    private readonly Reader?[] readers;

    private EventHub(HubSettings settings, EventHubConnection connection, EventHubConsumerClient asking, int partitions)
    {
        this.settings = settings;
        this.connection = connection;
        this.asking = asking;
        readers = new Reader?[partitions];
    }

    /// <inheritdoc />
    public int PartitionCount => readers.Length;

    /// <summary>Connects and asks for the partitions.</summary>
    /// <exception cref="CommandFailure">The hub cannot be reached, or its partitions are not numbered from 0.</exception>
    public static async Task<EventHub> OpenAsync(HubSettings settings, CancellationToken cancellationToken)
    {
        var connection = new EventHubConnection(settings.ConnectionString, settings.Name);
        var asking = new EventHubConsumerClient(settings.ConsumerGroup, connection);
        try
        {
            var ids = await asking.GetPartitionIdsAsync(cancellationToken);
            if (!ids.Select(int.Parse).Order().SequenceEqual(Enumerable.Range(0, ids.Length)))
                throw new CommandFailure($"The partitions of the hub {settings.Name} are not numbered from 0.");
            return new EventHub(settings, connection, asking, ids.Length);
        }
        catch (EventHubsException fault)
        {
            await connection.CloseAsync(CancellationToken.None);
            throw new CommandFailure($"The hub {settings.Name} cannot be read: {fault.Reason}.");
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<HubEvent>> ReceiveAsync(
        int partition, long fromSequence, int maxEvents, CancellationToken cancellationToken)
    {
        var reader = await ReaderAsync(partition, fromSequence);
        try
        {
            var received = await reader.Receiver.ReceiveBatchAsync(maxEvents, ReceiveWait, cancellationToken);
            HubEvent[] events =
            [
                .. received.Select(e => new HubEvent(e.SequenceNumber, e.EnqueuedTime.UtcDateTime, e.EventBody.ToMemory())),
            ];
            if (events.Length > 0) reader.Next = events[^1].Sequence + 1;
            return events;
        }
        catch
        {
            // What it had received and not given is not lost: the next receiver asks for it.
            await CloseAsync(partition);
            throw;
        }
    }

    /// <inheritdoc />
    public async Task<HubBounds> AskAsync(int partition, CancellationToken cancellationToken)
    {
        var known = await asking.GetPartitionPropertiesAsync(
            partition.ToString(CultureInfo.InvariantCulture), cancellationToken);
        return new HubBounds(
            known.IsEmpty ? known.LastEnqueuedSequenceNumber + 1 : known.BeginningSequenceNumber,
            known.LastEnqueuedSequenceNumber + 1);
    }

    /// <summary>Leaves the hub.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var p = 0; p < readers.Length; p++) await CloseAsync(p);
        await asking.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task<Reader> ReaderAsync(int partition, long from)
    {
        if (readers[partition] is { } open && open.Next == from) return open;
        await CloseAsync(partition);
        var receiver = new PartitionReceiver(
            settings.ConsumerGroup, partition.ToString(CultureInfo.InvariantCulture),
            EventPosition.FromSequenceNumber(from, isInclusive: true), connection,
            new PartitionReceiverOptions { PrefetchCount = PrefetchEvents, PrefetchSizeInBytes = PrefetchBytes });
        return readers[partition] = new Reader(receiver) { Next = from };
    }

    private async Task CloseAsync(int partition)
    {
        if (readers[partition] is not { } open) return;
        readers[partition] = null;
        await open.Receiver.DisposeAsync();
    }

    private sealed class Reader(PartitionReceiver receiver)
    {
        public PartitionReceiver Receiver => receiver;

        public long Next { get; set; }
    }
}
