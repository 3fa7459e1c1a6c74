using System.Text;

namespace PatientFlow.EventLog.Bench;

/// <summary>Events of the size of an admission as JSON, of 100,000 patients.</summary>
internal static class Workload
{
    public const int PayloadBytes = 700;
    public const int BatchEvents = 1000;
    private const int Patients = 100_000;

    private static readonly byte[] Payload = MakePayload();

    public static LogEntry[] Batch(int from, int count)
    {
        var entries = new LogEntry[count];
        for (var i = 0; i < count; i++)
            entries[i] = new LogEntry(Encoding.UTF8.GetBytes($"P{(from + i) * 7919L % Patients:00000000}"), Payload);
        return entries;
    }

    /// <summary>Each producer appends its batches one after another; the batches are made before.</summary>
    public static async Task AppendAsync(EmbeddedLog log, int events, int producers)
    {
        var batches = Enumerable.Range(0, events / BatchEvents).Select(b => Batch(b * BatchEvents, BatchEvents)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, producers).Select(async producer =>
        {
            await Task.Yield();
            for (var b = producer; b < batches.Length; b += producers) await log.AppendAsync(batches[b], default);
        }));
    }

    private static byte[] MakePayload()
    {
        var bytes = new byte[PayloadBytes];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
