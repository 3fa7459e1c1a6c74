using System.Diagnostics;

namespace PatientFlow.EventLog.Bench;

/// <summary>
/// The limit: the same bytes, written and synced by a bare loop without log, partitions or checksums.
/// </summary>
internal static class BareDisk
{
    private const int FrameBytes = 9 + 32 + Workload.PayloadBytes;

    public static void Report(string folder)
    {
        Directory.CreateDirectory(folder);
        Loop(folder, files: 1, eventsPerSync: 1000, syncs: 500);
        Loop(folder, files: 8, eventsPerSync: 1000, syncs: 200);
        Loop(folder, files: 1, eventsPerSync: 4000, syncs: 200);
        Loop(folder, files: 8, eventsPerSync: 4000, syncs: 200);
        Directory.Delete(folder, recursive: true);
    }

    private static void Loop(string folder, int files, int eventsPerSync, int syncs)
    {
        var handles = Enumerable.Range(0, files).Select(f => File.OpenHandle(
            Path.Combine(folder, $"{files}-{eventsPerSync}-{f}"), FileMode.Create, FileAccess.Write)).ToArray();
        var bytes = new byte[FrameBytes * eventsPerSync / files];
        new Random(1).NextBytes(bytes);
        var times = new List<double>();
        var whole = Stopwatch.StartNew();
        for (var n = 0; n < syncs; n++)
        {
            var clock = Stopwatch.StartNew();
            foreach (var handle in handles) RandomAccess.Write(handle, bytes, (long)n * bytes.Length);
            foreach (var handle in handles) RandomAccess.FlushToDisk(handle);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Program.Print(
            $"bare write+fsync, {eventsPerSync} events over {files} file(s)",
            $"{eventsPerSync * syncs / whole.Elapsed.TotalSeconds:N0} events/s, p50 {times[syncs / 2]:0.00} ms");
        foreach (var handle in handles) handle.Dispose();
    }
}
