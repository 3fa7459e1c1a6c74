using Confluent.Kafka;

namespace PatientFlow.Kafka.Producing;

/// <summary>
/// Sends messages to a topic with an idempotent producer: messages that librdkafka resends after a lost answer arrive
/// once and in order. Thread-safe.
/// </summary>
public sealed class TopicWriter : IDisposable
{
    // Longer than a broker takes to restart or a partition to move.
    private const int DeliveryMillisecondsMax = 120_000;

    // Long enough to fill requests, short compared with the rest of an event's path.
    private const double LingerMilliseconds = 2;

    private static readonly TimeSpan FlushMax = TimeSpan.FromSeconds(5);

    private readonly TopicAddress address;
    private readonly IProducer<byte[]?, byte[]> producer;
    private string? lastError;
    private long delivered;
    private long failed;

    private TopicWriter(TopicAddress address)
    {
        this.address = address;
        var config = new ProducerConfig(address.ClientConfig())
        {
            EnableIdempotence = true,
            MessageTimeoutMs = DeliveryMillisecondsMax,
            LingerMs = LingerMilliseconds,
            Partitioner = Partitioner.Murmur2Random, // Like Java's producers, so a key has one partition.
            DeliveryReportFields = "status",
        };
        producer = new ProducerBuilder<byte[]?, byte[]>(config)
            .SetErrorHandler((_, error) => lastError = error.Reason)
            .SetLogHandler((_, _) => { }) // Errors go to the error handler; the rest would clutter the terminal.
            .Build();
    }

    /// <summary>Number of messages that a broker has acknowledged.</summary>
    public long Delivered => Interlocked.Read(ref delivered);

    /// <summary>Number of messages that were given up.</summary>
    public long Failed => Interlocked.Read(ref failed);

    /// <summary>Opens a topic; it connects with the first message.</summary>
    public static TopicWriter Open(TopicAddress address) => new(address);

    /// <summary>Sends messages; completes when the broker has acknowledged all of them.</summary>
    /// <param name="messages">At most a hundred thousand, which is what librdkafka queues.</param>
    /// <param name="cancellationToken">Ends the wait. The messages may still arrive.</param>
    /// <exception cref="TopicException">Some could not be delivered.</exception>
    public async Task SendAsync(IReadOnlyCollection<TopicMessage> messages, CancellationToken cancellationToken)
    {
        var shipment = new Shipment(messages.Count);
        try
        {
            foreach (var message in messages)
            {
                producer.Produce(
                    address.Topic, new Message<byte[]?, byte[]> { Key = message.Key, Value = message.Value },
                    report => Reported(shipment, report.Error));
            }
        }
        catch (KafkaException fault)
        {
            throw new TopicException($"{address} takes no more messages: {lastError ?? fault.Error.Reason}", fault);
        }

        if (await shipment.Arrival.WaitAsync(cancellationToken) is { } error)
            throw new TopicException(
                $"Messages could not be delivered to {address}: {error.Reason} ({lastError ?? "no other error"})");
    }

    /// <summary>Waits briefly for messages in flight, then closes.</summary>
    public void Dispose()
    {
        producer.Flush(FlushMax);
        producer.Dispose();
    }

    private void Reported(Shipment shipment, Error error)
    {
        Interlocked.Increment(ref error.IsError ? ref failed : ref delivered);
        shipment.Reported(error);
    }
}
