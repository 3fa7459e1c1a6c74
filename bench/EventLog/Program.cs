using System.Diagnostics;
using System.Globalization;

namespace PatientFlow.EventLog.Bench;

/// <summary>
/// Measures the event log beside the bare disk. Arguments: the folder to use (default: a temporary one).
/// </summary>
internal static class Program
{
    private const int Events = 1_000_000;

    public static async Task Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var root = args.Length > 0 ? args[0] : Directory.CreateTempSubdirectory("eventlog-bench-").FullName;
        Console.WriteLine($"{Environment.ProcessorCount} cores, {Events:N0} events of {Workload.PayloadBytes} bytes");
        try
        {
            BareDisk.Report(Path.Combine(root, "bare"));
            foreach (var producers in new[] { 1, 4, 16 }) await AppendAsync(root, producers);
            await Latency.ReportAsync(Path.Combine(root, "paced"));
            await ReadAndRecoverAsync(root);
        }
        finally
        {
            if (args.Length == 0) Directory.Delete(root, recursive: true);
        }
    }

    private static async Task AppendAsync(string root, int producers)
    {
        var folder = Path.Combine(root, $"append-{producers}");
        await using (var log = EmbeddedLog.Open(new EventLogOptions { Folder = folder }, TimeProvider.System))
        {
            await Workload.AppendAsync(log, 50_000, producers);
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var clock = Stopwatch.StartNew();
            await Workload.AppendAsync(log, Events, producers);
            clock.Stop();
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            Print(
                $"append, batches of {Workload.BatchEvents}, {producers} producers",
                $"{Events / clock.Elapsed.TotalSeconds:N0} events/s, {allocated / (double)Events:0} B allocated an event");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task ReadAndRecoverAsync(string root)
    {
        var folder = Path.Combine(root, "read");
        var options = new EventLogOptions { Folder = folder };
        await using (var log = EmbeddedLog.Open(options, TimeProvider.System))
        {
            await Workload.AppendAsync(log, Events, producers: 4);
            Read(log, 1000);
            Read(log, 100);
            Crash.Copy(folder, folder + "-crashed");
        }

        var clock = Stopwatch.StartNew();
        await EmbeddedLog.Open(options, TimeProvider.System).DisposeAsync();
        Print($"open {Events:N0} events after a clean stop", $"{clock.Elapsed.TotalMilliseconds:N0} ms");

        clock.Restart();
        await using var crashed = EmbeddedLog.Open(options with { Folder = folder + "-crashed" }, TimeProvider.System);
        Print($"open {Events:N0} events after a crash", $"{clock.Elapsed.TotalMilliseconds:N0} ms");
        var end = Enumerable.Range(0, crashed.PartitionCount).Sum(crashed.EndOffset);
        if (end != Events) throw new InvalidOperationException($"{end} events came back");
    }

    private static void Read(EmbeddedLog log, int maxRecords)
    {
        var clock = Stopwatch.StartNew();
        var bytes = 0L;
        for (var p = 0; p < log.PartitionCount; p++)
            for (var next = 0L; log.TryRead(p, next, maxRecords, out var records); next += records.Count)
                foreach (var record in records) bytes += record.Payload.Length;
        Print($"read, {maxRecords} at a time", $"{Events / clock.Elapsed.TotalSeconds:N0} events/s");
        if (bytes != (long)Events * Workload.PayloadBytes) throw new InvalidOperationException("events are missing");
    }

    internal static void Print(string what, string figure) => Console.WriteLine($"{what,-52} {figure}");
}
