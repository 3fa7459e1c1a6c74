using System.Text;
using Confluent.Kafka;
using PatientFlow.Kafka;

namespace PatientFlow.Tests.Kafka.Support;

/// <summary>Confluent's client as its own examples use it, without any of our settings: what other programs send and read.</summary>
internal static class PlainClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Sends messages to a partition, or where the client would put them.</summary>
    public static async Task SendAsync(
        TopicAddress topic, IEnumerable<(string? Key, string? Value)> messages, int? partition = null)
    {
        // The client would fill one partition for a while before it goes on to the next.
        var config = new ProducerConfig { BootstrapServers = topic.Brokers, StickyPartitioningLingerMs = 0 };
        using var producer = new ProducerBuilder<byte[]?, byte[]?>(config).Build();
        var place = new TopicPartition(topic.Topic, partition ?? Partition.Any);
        await Task.WhenAll(messages.Select(
            m => producer.ProduceAsync(place, new Message<byte[]?, byte[]?> { Key = Bytes(m.Key), Value = Bytes(m.Value) })));
    }

    /// <summary>Sends values without a key.</summary>
    public static Task SendAsync(TopicAddress topic, IEnumerable<string> values, int? partition = null) =>
        SendAsync(topic, values.Select(v => ((string?)null, (string?)v)), partition);

    /// <summary>What the topic holds, partition after partition.</summary>
    public static List<(int Partition, string Key, string Value)> Read(TopicAddress topic, int partitions)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = topic.Brokers, GroupId = "another", EnableAutoCommit = false, EnablePartitionEof = true,
        };
        using var consumer = new ConsumerBuilder<string, string>(config).Build();
        var all = new List<(int, string, string)>();
        for (var p = 0; p < partitions; p++)
        {
            consumer.Assign(new TopicPartitionOffset(topic.Topic, p, Offset.Beginning));
            while (true)
            {
                var result = consumer.Consume(Patience);
                Assert.True(result is not null, $"Nothing came from partition {p} within {Patience}.");
                if (result.IsPartitionEOF) break;
                all.Add((p, result.Message.Key, result.Message.Value));
            }
        }

        consumer.Close();
        return all;
    }

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
