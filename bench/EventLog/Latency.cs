using System.Diagnostics;

namespace PatientFlow.EventLog.Bench;

/// <summary>
/// Time from an event's due moment to its durability at a fixed rate. Measured from when it was due, not from when it
/// was sent, so that a stall counts for all it delays.
/// </summary>
internal static class Latency
{
    private const int EventsPerSecond = 10_000;
    private const int EventsPerCall = 10;
    private const int Seconds = 8;
    private const int WarmUpCalls = 1000;

    public static async Task ReportAsync(string folder)
    {
        await using var log = EmbeddedLog.Open(new EventLogOptions { Folder = folder }, TimeProvider.System);
        const int Calls = EventsPerSecond / EventsPerCall * Seconds;
        var calls = Enumerable.Range(0, Calls).Select(c => Workload.Batch(c * EventsPerCall, EventsPerCall)).ToArray();
        var times = new double[Calls];
        var running = new Task[Calls];
        var start = Stopwatch.GetTimestamp();
        for (var c = 0; c < Calls; c++)
        {
            var due = start + (long)((double)c * EventsPerCall / EventsPerSecond * Stopwatch.Frequency);
            while (Stopwatch.GetTimestamp() < due) Thread.Sleep(0);
            running[c] = MeasureAsync(log, calls[c], due, times, c);
        }

        await Task.WhenAll(running);
        var sorted = times.Skip(WarmUpCalls).Order().ToArray();
        Program.Print(
            $"append to durable at {EventsPerSecond:N0} events/s",
            $"p50 {At(sorted, 0.5):0.00} ms, p99 {At(sorted, 0.99):0.00} ms, max {sorted[^1]:0.00} ms");
    }

    private static async Task MeasureAsync(EmbeddedLog log, LogEntry[] entries, long due, double[] times, int call)
    {
        await log.AppendAsync(entries, default);
        times[call] = Stopwatch.GetElapsedTime(due).TotalMilliseconds;
    }

    private static double At(double[] sorted, double share) => sorted[(int)(sorted.Length * share)];
}
