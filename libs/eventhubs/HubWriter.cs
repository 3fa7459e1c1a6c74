using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;

namespace PatientFlow.EventHubs;

/// <summary>
/// Sends events to an Event Hub, those of a key in order to the partition that the hub chooses for it. A batch has
/// arrived when the hub has taken each of its events. Owned by: one sender.
/// </summary>
/// <remarks>
/// Not by the library's buffered producer: where it may not attach to the hub it tries for ever and tells nobody.
/// </remarks>
public sealed class HubWriter : IAsyncDisposable
{
    // Each key is a request of its own: this many are on their way at once.
    private const int SendsMax = 32;

    private readonly HubAddress address;
    private readonly EventHubConnection connection;
    private readonly EventHubProducerClient producer;
    private long delivered;
    private long failed;

    /// <summary>A hub, which is reached with the first event.</summary>
    public HubWriter(HubAddress address)
        : this(address, new EventHubsRetryOptions())
    {
    }

    /// <summary>The same, with another patience.</summary>
    internal HubWriter(HubAddress address, EventHubsRetryOptions retry)
    {
        this.address = address;
        connection = address.Connect();
        producer = new EventHubProducerClient(connection, new EventHubProducerClientOptions { RetryOptions = retry });
    }

    /// <summary>Events that the hub has taken.</summary>
    public long Delivered => Interlocked.Read(ref delivered);

    /// <summary>Events that were given up.</summary>
    public long Failed => Interlocked.Read(ref failed);

    /// <summary>Sends a batch; completes when all of it has arrived.</summary>
    /// <exception cref="HubException">Not all of it has, or it is not known; sending it again may double some.</exception>
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

    /// <summary>Leaves the hub.</summary>
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
