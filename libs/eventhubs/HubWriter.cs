using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;

namespace PatientFlow.EventHubs;

/// <summary>
/// Sends events to an Event Hub. Events with the same key go, in order, to the partition that the hub chooses for the
/// key. A batch is complete when the hub has accepted each of its events. Owned by: one sender.
/// </summary>
/// <remarks>
/// The library's buffered producer is not used: if it cannot attach to the hub, it retries for ever without reporting
/// it.
/// </remarks>
public sealed class HubWriter : IAsyncDisposable
{
    // Each key is a separate request; this many are in flight at once.
    private const int SendsMax = 32;

    private readonly HubAddress address;
    private readonly EventHubConnection connection;
    private readonly EventHubProducerClient producer;
    private long delivered;
    private long failed;

    /// <summary>Creates a writer; it connects with the first event.</summary>
    public HubWriter(HubAddress address)
        : this(address, new EventHubsRetryOptions())
    {
    }

    /// <summary>The same with other retry options.</summary>
    internal HubWriter(HubAddress address, EventHubsRetryOptions retry)
    {
        this.address = address;
        connection = address.Connect();
        producer = new EventHubProducerClient(connection, new EventHubProducerClientOptions { RetryOptions = retry });
    }

    /// <summary>Number of events that the hub has accepted.</summary>
    public long Delivered => Interlocked.Read(ref delivered);

    /// <summary>Number of events that were given up.</summary>
    public long Failed => Interlocked.Read(ref failed);

    /// <summary>Sends a batch; completes when all of it has been accepted.</summary>
    /// <exception cref="HubException">
    /// Some events failed or their result is unknown; resending may duplicate some.
    /// </exception>
    public async Task SendAsync(IReadOnlyList<HubMessage> messages, CancellationToken cancellationToken)
    {
        try
        {
            await Parallel.ForEachAsync(
                messages.GroupBy(m => m.Key),
                new ParallelOptions { MaxDegreeOfParallelism = SendsMax, CancellationToken = cancellationToken },
                async (key, token) => await SendAsync(key.Key, [.. key.Select(m => new EventData(m.Body))], token));
        }
        catch (Exception fault) when (HubWords.IsOfHub(fault))
        {
            throw HubWords.Of(address, "written", group: null, fault);
        }
    }

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await producer.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task SendAsync(string? key, EventData[] events, CancellationToken cancellationToken)
    {
        try
        {
            await producer.SendAsync(events, new SendEventOptions { PartitionKey = key }, cancellationToken);
            Interlocked.Add(ref delivered, events.Length);
        }
        catch
        {
            // Counted whatever the fault is; the caller handles it.
            Interlocked.Add(ref failed, events.Length);
            throw;
        }
    }
}
