using System.CommandLine;

namespace PatientFlow.Flow.Bench;

/// <summary><c>memory</c>: how much memory a silo has in use for each patient that it knows.</summary>
internal sealed class MemoryMeasurement : IMeasurement
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public string Name => "memory";

    public string Description => "Memory in use a patient, with 10,000 and 100,000 patients; with --full also a million.";

    public int? Events => null;

    public async Task<FigureTable> RunAsync(BenchRun run, ParseResult line, CancellationToken cancellationToken)
    {
        int[] sizes = run.IsQuick ? [500] : run.IsFull ? [10_000, 100_000, 1_000_000] : [10_000, 100_000];
        var (figures, empty) = (new List<Figure>(), new List<double>());
        foreach (var patients in sizes)
        {
            var (lines, count) = await GrownSilo.EventsAsync(run, patients, cancellationToken);
            var (full, idle) = (new List<double>(), new List<double>());
            for (var round = 1; round <= run.Repetitions; round++)
            {
                run.Progress.Say($"{patients:N0} patients, repetition {round} of {run.Repetitions}");
                var folder = run.NewFolder();
                await using (var silo = await SiloProcess.StartAsync(folder, cancellationToken))
                {
                    var before = await LeastAsync(silo, run, cancellationToken);
                    await GrownSilo.FillAsync(silo, lines, 0, count, cancellationToken);
                    empty.Add(before / 1e6);
                    full.Add((silo.ResidentBytes - before) / (double)patients);
                    idle.Add((await LeastAsync(silo, run, cancellationToken) - before) / (double)patients);
                }

                Directory.Delete(folder, recursive: true);
            }

            figures.Add(new($"{patients:N0} patients, once idle", "B/patient", idle));
            figures.Add(new($"{patients:N0} patients, right after {count:N0} events", "B/patient", full));
        }

        return new FigureTable(
            $"seed {run.Seed}",
            [.. figures, new("a silo without patients", "MB", empty)],
            [
                "Of the memory in use (resident set), less that of the same silo before its first event. "
                + $"Idle: the least in {Idle.TotalSeconds:N0} s after the last export.",
                "It has the heap's slack in it: the collector gives memory back only when it runs.",
            ]);
    }

    private static async Task<long> LeastAsync(SiloProcess silo, BenchRun run, CancellationToken cancellationToken)
    {
        var least = silo.ResidentBytes;
        for (var waited = TimeSpan.Zero; waited < (run.IsQuick ? Look : Idle); waited += Look)
        {
            await Task.Delay(Look, cancellationToken);
            least = Math.Min(least, silo.ResidentBytes);
        }

        return least;
    }
}
