using Confluent.Kafka;

namespace PatientFlow.Kafka.Consuming;

/// <summary>Reads the metadata of a topic from the brokers.</summary>
internal static class TopicMetadata
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Returns the number of partitions; waits for a broker.</summary>
    /// <exception cref="TopicException">No broker answers in time, or the topic does not exist.</exception>
    public static int CountPartitions(
        IConsumer<Ignore, byte[]> consumer, TopicAddress address, TimeSpan timeout, BrokerHealth health)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        for (var left = timeout; ; left -= AttemptTimeout)
        {
            try
            {
                var metadata = admin.GetMetadata(address.Topic, left < AttemptTimeout ? left : AttemptTimeout);
                var topic = metadata.Topics.FirstOrDefault(t => t.Topic == address.Topic);
                if (topic is { Partitions.Count: > 0 }) return topic.Partitions.Count;
                throw new TopicException($"There is no topic {address}: {topic?.Error.Reason ?? "not known"}.");
            }
            catch (KafkaException fault) when (left > AttemptTimeout && fault.Error.IsLocalError)
            {
                // The brokers may be starting; librdkafka keeps trying to reach them.
            }
            catch (KafkaException fault)
            {
                throw new TopicException(
                    $"No broker answers for {address}: {health.LastError ?? fault.Error.Reason}.", fault);
            }
        }
    }
}
