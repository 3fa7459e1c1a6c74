using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;

namespace PatientFlow.EventHubs;

/// <summary>
/// Sends events to an Event Hub, those of a key in order to one partition. A batch has arrived when the hub has taken
/// each of its events. Owned by: one sender.
/// </summary>
public sealed class HubWriter : IAsyncDisposable
{
    private readonly HubAddress address;
    private readonly EventHubConnection connection;
    private readonly EventHubBufferedProducerClient producer;
    private Exception? fault;
    private long delivered;
    private long failed;

    /// <summary>A hub, which is reached with the first event.</summary>
    public HubWriter(HubAddress address)
    {
        this.address = address;
        connection = address.Connect();
        producer = new EventHubBufferedProducerClient(connection, new EventHubBufferedProducerClientOptions
        {
            // More at once would let a later batch of a partition pass an earlier one.
            MaximumConcurrentSendsPerPartition = 1,
        });
        producer.SendEventBatchSucceededAsync += sent =>
        {
            Interlocked.Add(ref delivered, sent.EventBatch.Count);
            return Task.CompletedTask;
        };
        producer.SendEventBatchFailedAsync += sent =>
        {
            Interlocked.Add(ref failed, sent.EventBatch.Count);
            Interlocked.CompareExchange(ref fault, sent.Exception, null);
            return Task.CompletedTask;
        };
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
            foreach (var message in messages)
                await producer.EnqueueEventAsync(
                    new EventData(message.Body), new EnqueueEventOptions { PartitionKey = message.Key }, cancellationToken);
            await producer.FlushAsync(cancellationToken);
        }
        catch (Exception thrown) when (HubWords.IsOfHub(thrown))
        {
            throw HubWords.Of(address, "written", group: null, thrown);
        }

        if (Interlocked.Exchange(ref fault, null) is { } told) throw HubWords.Of(address, "written", group: null, told);
    }

    /// <summary>Leaves the hub; what was not sent by then is not sent.</summary>
    public async ValueTask DisposeAsync()
    {
        await producer.CloseAsync(flush: false, CancellationToken.None);
        await connection.DisposeAsync();
    }
}
