using Confluent.Kafka;

namespace PatientFlow.Kafka;

/// <summary>
/// A broker for trials: librdkafka's own test broker, in this process and on loopback. It speaks the real protocol,
/// keeps the newest 5 MB of each partition in memory, has four partitions per topic, and ends with the process.
/// </summary>
public sealed class TrialBroker : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly IAdminClient client;

    private TrialBroker(IAdminClient client, string address) => (this.client, Address) = (client, address);

    /// <summary>Host and port that a client connects to.</summary>
    public string Address { get; }

    /// <summary>Starts a broker; blocks until it listens.</summary>
    /// <exception cref="TopicException">The broker does not start.</exception>
    public static TrialBroker Start()
    {
        var settings = new AdminClientConfig();
        settings.Set("test.mock.num.brokers", "1");
        var client = new AdminClientBuilder(settings).SetLogHandler((_, _) => { }).Build();
        try
        {
            var broker = client.GetMetadata(Patience).Brokers[0];
            return new TrialBroker(client, $"{broker.Host}:{broker.Port}");
        }
        catch (KafkaException fault)
        {
            client.Dispose();
            throw new TopicException($"The trial broker does not start: {fault.Error.Reason}");
        }
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();
}
