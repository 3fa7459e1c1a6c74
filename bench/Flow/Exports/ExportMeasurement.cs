using System.CommandLine;
using PatientFlow.Network;
using PatientFlow.Warehouse;

namespace PatientFlow.Flow.Bench;

/// <summary>
/// <c>export</c>: what an export of always the same number of events costs while the tables grow, and while more and
/// more stays are open.
/// </summary>
internal sealed class ExportMeasurement : IMeasurement
{
    private const int LinesPerExport = 10_000;

    public string Name => "export";

    public string Description =>
        "An export of 10,000 events on tables with 10,000 and 100,000 patients who are in; with --full also a million.";

    public int? Events => null;

    public async Task<FigureTable> RunAsync(BenchRun run, ParseResult line, CancellationToken cancellationToken)
    {
        int[] sizes = run.IsQuick ? [1_000] : run.IsFull ? [10_000, 100_000, 1_000_000] : [10_000, 100_000];
        var perExport = run.IsQuick ? 500 : LinesPerExport;
        var network = new NetworkMap(NetworkDefinition.Seed());
        var wards = new FullWards(network, run.Seed);
        var figures = new List<Figure>();
        var remarks = new List<string>
        {
            $"Each export admits {perExport / 2:N0} patients and discharges as many of those who are in, anybody, so the number of open "
            + "stays remains. Rules and state are not in these times.",
        };
        var folder = run.NewFolder();
        await using var stages = await StageRun.OpenAsync(network, folder, cancellationToken);
        foreach (var size in sizes)
        {
            while (wards.Patients < size)
            {
                run.Progress.Say($"growing to {size:N0} open stays: {wards.Patients:N0}");
                await stages.CutAsync(wards.Admit(Math.Min(StageRun.LinesPerCut, size - wards.Patients)), cancellationToken);
            }

            _ = stages.TakeClock();
            var clocks = new List<StageClock>();
            for (var round = 1; round <= run.Repetitions; round++)
            {
                run.Progress.Say($"{size:N0} open stays, repetition {round} of {run.Repetitions}");
                await stages.CutAsync(wards.Change(perExport), cancellationToken);
                clocks.Add(stages.TakeClock());
            }

            figures.AddRange(Figures($"{size:N0} open stays", clocks));
            remarks.Add($"Files with {size:N0} open stays: {string.Join(", ", Tables.All.Select(t => $"{t.Path} {stages.Tables[t].Current.Files.Count:N0}"))}.");
        }

        return new FigureTable($"exports of {perExport:N0} events, seed {run.Seed}", figures, remarks);
    }

    private static IEnumerable<Figure> Figures(string size, List<StageClock> clocks)
    {
        var stages = clocks[0].Names.Where(StageRun.IsOfExport).ToList();
        yield return new($"{size}: an export", "ms", clocks.Select(c => stages.Sum(s => c[s].Elapsed.TotalMilliseconds)));
        yield return new($"{size}: processor time of it", "ms", clocks.Select(c => stages.Sum(s => c[s].Processor.TotalMilliseconds)));
        foreach (var stage in stages)
            yield return new($"{size}: {stage}", "ms", clocks.Select(c => c[stage].Elapsed.TotalMilliseconds));
    }
}
