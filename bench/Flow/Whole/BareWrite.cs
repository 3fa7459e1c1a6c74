using System.Diagnostics;

namespace PatientFlow.Flow.Bench;

/// <summary>A limit: the same bytes to one file, one line after another, synced as often as the log is.</summary>
internal static class BareWrite
{
    private const int LinesPerSync = 1_000; // As the demo appends them.

    /// <summary>Writes them to a file in a folder, and deletes the folder.</summary>
    public static double EventsPerSecond(EventLines lines, string folder, CancellationToken cancellationToken)
    {
        using (var file = File.OpenHandle(Path.Combine(folder, "lines"), FileMode.CreateNew, FileAccess.Write))
        {
            var clock = Stopwatch.StartNew();
            var position = 0L;
            for (var from = 0; from < lines.Count; from += LinesPerSync)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var batch = new List<ReadOnlyMemory<byte>>(LinesPerSync);
                for (var n = from; n < Math.Min(from + LinesPerSync, lines.Count); n++) batch.Add(lines[n]);
                RandomAccess.Write(file, batch, position);
                RandomAccess.FlushToDisk(file);
                position += batch.Sum(l => (long)l.Length);
            }

            clock.Stop();
            file.Dispose();
            Directory.Delete(folder, recursive: true);
            return lines.Count / clock.Elapsed.TotalSeconds;
        }
    }
}
