using System.Diagnostics;
using PatientFlow.Kafka;
using PatientFlow.Kafka.Producing;
using PatientFlow.Quality;

namespace PatientFlow.Flow.Bench;

/// <summary>
/// The product on a Kafka topic: a silo in a process reads what this process sends to a trial broker. The broker keeps
/// little, so the sender stays so many events ahead of what is applied, and no more.
/// </summary>
internal static class TopicFlow
{
    /// <summary>What a reader must know of its figures.</summary>
    public const string Remark =
        "The silo is up before the first event; its clock runs until the last table holds the last one. Broker and sender are in the "
        + "process of the benchmark, on the same machine, and the topic has four partitions.";

    private const string Topic = "patientflow-bench";
    private const int EventsPerSend = 1_000;

    // The broker keeps 5 MB of each of four partitions, which are some 30,000 events.
    private const int AheadMax = 16_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs it once and deletes the folder; returns the time, and the rows of each table.</summary>
    public static async Task<(FlowTime Time, IReadOnlyDictionary<string, long> Rows)> RunAsync(
        EventLines lines, string folder, CancellationToken cancellationToken)
    {
        using var broker = TrialBroker.Start();
        using var writer = TopicWriter.Open(TopicAddress.OfBrokers(broker.Address, Topic));
        await SendAsync(writer, lines, 0, 1, cancellationToken); // A silo does not start without its topic.
        var wall = Stopwatch.StartNew();
        FlowTime time;
        await using (var silo = await SiloProcess.StartAsync(
            folder, cancellationToken, "--source", "kafka", "--brokers", broker.Address, "--topic", Topic))
        {
            var processor = silo.Processor;
            var clock = Stopwatch.StartNew();
            for (var next = 1; next < lines.Count; next += EventsPerSend)
            {
                while (next - await silo.ProgressAsync("applied", cancellationToken) > AheadMax) await Task.Delay(Look, cancellationToken);
                await SendAsync(writer, lines, next, Math.Min(EventsPerSend, lines.Count - next), cancellationToken);
            }

            while (await silo.ProgressAsync("exported", cancellationToken) < lines.Count) await Task.Delay(Look, cancellationToken);
            time = new FlowTime(lines.Count / clock.Elapsed.TotalSeconds, wall.Elapsed, silo.Processor - processor, silo.ResidentBytesMax);
        }

        var rows = await LakeRows.ReadAsync(Path.Combine(folder, "lake"), cancellationToken);
        Directory.Delete(folder, recursive: true);
        return (time, rows);
    }

    private static Task SendAsync(TopicWriter writer, EventLines lines, int from, int count, CancellationToken cancellationToken) =>
        writer.SendAsync(
            Enumerable.Range(from, count).Select(n => new TopicMessage(PayloadRoute.KeyOf(lines[n]).ToArray(), lines[n].ToArray())).ToList(),
            cancellationToken);
}
