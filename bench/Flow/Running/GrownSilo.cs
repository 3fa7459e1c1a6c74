using System.Text;
using PatientFlow.Quality;

namespace PatientFlow.Flow.Bench;

/// <summary>A data folder with so many patients, filled through a silo's API with simulated events.</summary>
internal static class GrownSilo
{
    private const int LinesPerPost = 1_000;
    private const double EventsPerPatient = 2.7; // The simulator's, and some more.

    /// <summary>Simulates events of at least so many patients; returns the lines up to the last of them.</summary>
    public static async Task<(EventLines Lines, int Count)> EventsAsync(
        BenchRun run, int patients, CancellationToken cancellationToken)
    {
        for (var events = (int)(patients * EventsPerPatient) + 1_000; ; events += events / 4)
        {
            var lines = EventLines.Read(await EventsFile.CreateAsync(run with { Events = events }, cancellationToken));
            var known = new HashSet<string>(StringComparer.Ordinal);
            for (var n = 0; n < lines.Count; n++)
            {
                if (known.Add(Encoding.UTF8.GetString(PayloadRoute.KeyOf(lines[n]).Span)) && known.Count == patients)
                    return (lines, n + 1);
            }
        }
    }

    /// <summary>Posts lines to a silo, in their order, and waits until the lake has them.</summary>
    public static async Task FillAsync(SiloProcess silo, EventLines lines, int from, int to, CancellationToken cancellationToken)
    {
        for (var next = from; next < to; next += LinesPerPost)
            await silo.PostAsync(lines.From(next, Math.Min(LinesPerPost, to - next)).ToArray(), cancellationToken);
        await silo.CaughtUpAsync(isExported: true, cancellationToken);
    }
}
