using System.Globalization;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Consumer;
using Azure.Messaging.EventHubs.Primitives;

namespace PatientFlow.EventHubs;

/// <summary>
/// Reads the partitions of an Event Hub from any position, exactly: either the next event is the requested one, or
/// there is a reason why not. It stores nothing in the hub and never starts at "latest". Owned by: whoever opened it. A
/// partition has one reader at a time; several partitions may be read concurrently.
/// </summary>
public sealed class HubReader : IAsyncDisposable
{
    /// <summary>The consumer group that every hub has.</summary>
    public const string DefaultGroup = EventHubConsumerClient.DefaultConsumerGroupName;

    // What the client prefetches besides the reader's own batches. A seek discards it, so it is one delivery.
    private const int PrefetchEvents = 1000;
    private const long PrefetchBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan AskInterval = TimeSpan.FromSeconds(5);

    // A person waits for the refusal.
    private static readonly EventHubsRetryOptions Opening = new()
    {
        MaximumRetries = 2, Delay = TimeSpan.FromMilliseconds(500), TryTimeout = TimeSpan.FromSeconds(15),
    };

    // The caller retries, and meanwhile reports what is wrong.
    private static readonly EventHubsRetryOptions Reading = new()
    {
        MaximumRetries = 1, Delay = TimeSpan.FromMilliseconds(200), TryTimeout = TimeSpan.FromSeconds(30),
    };

    private readonly TimeProvider time;
    private readonly string group;
    private readonly EventHubConnection connection;
    private readonly EventHubConsumerClient asking;
    private readonly OpenPartition[] partitions;

    private HubReader(
        HubAddress address, string group, EventHubConnection connection, EventHubProperties known, TimeProvider time)
    {
        Address = address;
        CreatedAt = known.CreatedOn;
        this.group = group;
        this.connection = connection;
        this.time = time;
        asking = new EventHubConsumerClient(group, connection, new EventHubConsumerClientOptions { RetryOptions = Reading });
        partitions = [.. known.PartitionIds.Select(_ => new OpenPartition())];
    }

    /// <summary>Address of the hub.</summary>
    public HubAddress Address { get; }

    /// <summary>Number of partitions. They never change and are numbered from 0.</summary>
    public int PartitionCount => partitions.Length;

    /// <summary>The connection, which the reader closes.</summary>
    public EventHubConnection Connection => connection;

    /// <summary>The consumer group through which it reads.</summary>
    public string Group => group;

    /// <summary>When the hub was created; a hub that was deleted and recreated is a different one.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Connects, and checks that the hub may be read through the group.</summary>
    /// <exception cref="HubException">It may not; the message says why.</exception>
    public static async Task<HubReader> OpenAsync(
        HubAddress address, string group, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = address.Connect();
        string? groupInPlay = null;
        try
        {
            await using var asking = new EventHubConsumerClient(
                group, connection, new EventHubConsumerClientOptions { RetryOptions = Opening });
            var known = await asking.GetEventHubPropertiesAsync(cancellationToken);
            if (!known.PartitionIds.Select(id => int.Parse(id, CultureInfo.InvariantCulture)).Order()
                    .SequenceEqual(Enumerable.Range(0, known.PartitionIds.Length)))
                throw new HubException($"The partitions of the hub {address} are not numbered from 0.");

            // Only an attached reader learns whether the group exists and whether it may listen.
            groupInPlay = group;
            await using var probe = new PartitionReceiver(
                group, known.PartitionIds[0], EventPosition.Earliest, connection,
                new PartitionReceiverOptions { RetryOptions = Opening, PrefetchCount = 0 });
            await probe.ReceiveBatchAsync(maximumEventCount: 1, TimeSpan.FromMilliseconds(1), cancellationToken);
            return new HubReader(address, group, connection, known, time);
        }
        catch (Exception fault)
        {
            // Whatever failed, nobody else will close the connection.
            await connection.CloseAsync(CancellationToken.None);
            if (HubWords.IsOfHub(fault)) throw HubWords.Of(address, "read", groupInPlay, fault);
            throw;
        }
    }

    /// <summary>Returns events starting exactly at a number; none if none has come for a while.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="from">
    /// Sequence number of the first event. If it does not follow the last read, the reader moves.
    /// </param>
    /// <param name="maxEvents">Maximum number of events.</param>
    /// <param name="wait">How long to wait for the first event.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="HubGapException">The next events are missing.</exception>
    /// <exception cref="HubException">The hub cannot be read now; another call tries again.</exception>
    public async Task<IReadOnlyList<EventData>> ReadAsync(
        int partition, long from, int maxEvents, TimeSpan wait, CancellationToken cancellationToken)
    {
        var open = partitions[partition];
        try
        {
            await LookAsync(open, partition, cancellationToken);
            var receiver = await ReceiverAsync(open, partition, from);
            var received = (await receiver.ReceiveBatchAsync(maxEvents, wait, cancellationToken)).ToList();
            if (received.Count == 0)
            {
                Check(open.Bounds, partition, from);
                return received;
            }

            var whole = received.FindIndex(e => e.SequenceNumber != open.Next++);
            if (whole < 0)
            {
                open.Bounds = open.Bounds with { Next = Math.Max(open.Bounds.Next, open.Next) };
                return received;
            }

            await CloseAsync(open);
            return whole > 0 ? received[..whole] : throw await GapAsync(partition, from, received[0].SequenceNumber, cancellationToken);
        }
        catch (Exception fault) when (fault is not HubGapException)
        {
            // After any fault the receiver's position is unknown. Events it had received are not lost:
            // the next receiver begins before them.
            await CloseAsync(open);

            // This is how a hub reports a position that it does not have.
            if (fault is ArgumentException)
            {
                await LookAsync(open, partition, cancellationToken);
                Check(open.Bounds, partition, from);
            }

            if (fault is ArgumentException || HubWords.IsOfHub(fault)) throw HubWords.Of(Address, "read", group, fault);
            throw;
        }
    }

    /// <summary>Returns the current bounds of a partition.</summary>
    /// <exception cref="HubException">The hub does not answer now.</exception>
    public async Task<HubBounds> AskAsync(int partition, CancellationToken cancellationToken)
    {
        try
        {
            var known = await asking.GetPartitionPropertiesAsync(
                partition.ToString(CultureInfo.InvariantCulture), cancellationToken);
            var next = known.LastEnqueuedSequenceNumber + 1;
            return new HubBounds(known.IsEmpty ? next : known.BeginningSequenceNumber, next);
        }
        catch (Exception fault) when (HubWords.IsOfHub(fault))
        {
            throw HubWords.Of(Address, "read", group, fault);
        }
    }

    /// <summary>
    /// Returns the number after a partition's last event, as far as known. It is refreshed every few seconds while
    /// reading.
    /// </summary>
    public long EndOf(int partition) => Volatile.Read(ref partitions[partition].End);

    /// <summary>Closes a partition so that others can read it; another read reopens it.</summary>
    public Task LeaveAsync(int partition) => CloseAsync(partitions[partition]);

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var partition in partitions) await CloseAsync(partition);
        await asking.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task<PartitionReceiver> ReceiverAsync(OpenPartition open, int partition, long from)
    {
        if (open.Receiver is { } receiver && open.Next == from) return receiver;
        await CloseAsync(open);
        open.Next = from;

        // Position after the previous event, because a hub knows no number for events that have not arrived yet.
        return open.Receiver = new PartitionReceiver(
            group, partition.ToString(CultureInfo.InvariantCulture),
            from <= 0 ? EventPosition.Earliest : EventPosition.FromSequenceNumber(from - 1, isInclusive: false), connection,
            new PartitionReceiverOptions
            {
                PrefetchCount = PrefetchEvents, PrefetchSizeInBytes = PrefetchBytes, RetryOptions = Reading,
            });
    }

    /// <summary>Refreshes the partition's bounds, unless that was done recently.</summary>
    private async Task LookAsync(OpenPartition open, int partition, CancellationToken cancellationToken)
    {
        if (open.AskedAt is { } asked && time.GetElapsedTime(asked) < AskInterval) return;
        try
        {
            open.Bounds = await AskAsync(partition, cancellationToken);
        }
        catch (HubException) when (open.AskedAt is not null)
        {
            // Events may arrive all the same, and the bounds were known five seconds ago.
        }

        open.AskedAt = time.GetTimestamp();
    }

    /// <summary>
    /// Checks an empty read: a hub that ends before the number is another hub, and one that begins after it has dropped
    /// events.
    /// </summary>
    private static void Check(HubBounds bounds, int partition, long from)
    {
        if (from > bounds.Next) throw HubGapException.MadeAnew(partition, from, bounds.Next);
        if (from < bounds.First) throw HubGapException.Passed(partition, from, bounds.First);
    }

    private async Task<HubGapException> GapAsync(int partition, long from, long found, CancellationToken cancellationToken)
    {
        var bounds = await AskAsync(partition, cancellationToken);
        if (found < from) return HubGapException.MadeAnew(partition, from, bounds.Next);
        return found == bounds.First
            ? HubGapException.Passed(partition, from, found)
            : HubGapException.Hole(partition, from, found);
    }

    private static async Task CloseAsync(OpenPartition open)
    {
        open.AskedAt = null;
        if (open.Receiver is not { } receiver) return;
        open.Receiver = null;
        await receiver.DisposeAsync();
    }

    /// <summary>State of a partition that its reader has open.</summary>
    private sealed class OpenPartition
    {
        private HubBounds bounds;

        public PartitionReceiver? Receiver { get; set; }

        /// <summary>Number of the event that the receiver returns next.</summary>
        public long Next { get; set; }

        /// <summary>The end as other threads may read it.</summary>
        public long End;

        /// <summary>Bounds of the partition at the last refresh, extended by the events since.</summary>
        public HubBounds Bounds
        {
            get => bounds;
            set
            {
                bounds = value;
                Volatile.Write(ref End, value.Next);
            }
        }

        /// <summary>Time of the last refresh; null if one is due.</summary>
        public long? AskedAt { get; set; }
    }
}
