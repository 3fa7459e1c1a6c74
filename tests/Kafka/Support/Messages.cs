using System.Text;
using PatientFlow.Kafka;
using PatientFlow.Kafka.Consuming;
using PatientFlow.Kafka.Producing;

namespace PatientFlow.Tests.Kafka.Support;

/// <summary>Sends and reads numbered messages.</summary>
internal static class Messages
{
    private const int BatchMax = 1_000;

    /// <summary>Sends "0", "1", ... with the number as key, each padded to a size.</summary>
    public static async Task SendAsync(TopicAddress topic, int count, int first = 0, int sizeBytes = 10)
    {
        using var writer = TopicWriter.Open(topic);
        foreach (var chunk in Enumerable.Range(first, count).Chunk(BatchMax))
            await writer.SendAsync(
                [.. chunk.Select(n => new TopicMessage(
                    Encoding.ASCII.GetBytes($"{n}"), Encoding.ASCII.GetBytes($"{n}".PadRight(sizeBytes))))],
                CancellationToken.None);
    }

    public static int Number(this TopicRecord record) => int.Parse(Encoding.ASCII.GetString(record.Value));

    /// <summary>Reads so many, in batches, and checks that their offsets have no hole.</summary>
    public static async Task<List<TopicRecord>> ReadAsync(
        this TopicReader reader, int partition, long from, int count, int batch = 500)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var all = new List<TopicRecord>();
        while (all.Count < count)
        {
            var records = await reader.ReadAsync(
                partition, from + all.Count, Math.Min(batch, count - all.Count), patience.Token);
            foreach (var record in records)
            {
                Assert.Equal(from + all.Count, record.Offset);
                all.Add(record);
            }
        }

        return all;
    }
}
