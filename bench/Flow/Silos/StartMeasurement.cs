using System.CommandLine;
using System.Diagnostics;
using System.Text;
using PatientFlow.Quality;

namespace PatientFlow.Flow.Bench;

/// <summary><c>start</c>: how soon a silo answers after it was started, and after it was killed.</summary>
internal sealed class StartMeasurement : IMeasurement
{
    // Events that come between the start and the kill, so that there is something to recover.
    private const int LinesBeforeKill = 2_000;

    public string Name => "start";

    public string Description =>
        "Start of the process until a patient is answered: an empty folder, 100,000 patients (--full: a million), after SIGKILL.";

    public int? Events => null;

    public async Task<FigureTable> RunAsync(BenchRun run, ParseResult line, CancellationToken cancellationToken)
    {
        var patients = run.IsQuick ? 500 : run.IsFull ? 1_000_000 : 100_000;
        var (lines, count) = await GrownSilo.EventsAsync(run, patients, cancellationToken);
        var (empty, full, killed) = (new List<double>(), new List<double>(), new List<double>());
        var folder = run.NewFolder();
        var filled = count - (run.Repetitions * LinesBeforeKill);
        if (filled < 0) filled = count / 2;
        var perKill = (count - filled) / run.Repetitions;
        run.Progress.Say($"filling a folder with {patients:N0} patients");
        var known = Encoding.UTF8.GetString(PayloadRoute.KeyOf(lines[0]).Span);
        await using (var silo = await SiloProcess.StartAsync(folder, cancellationToken))
        {
            await GrownSilo.FillAsync(silo, lines, 0, filled, cancellationToken);
            await silo.StopAsync(cancellationToken);
        }

        for (var round = 1; round <= run.Repetitions; round++)
        {
            run.Progress.Say($"repetition {round} of {run.Repetitions}");
            var fresh = run.NewFolder();
            empty.Add(await StartAsync(fresh, "/api/v1/departments", silo => silo.KillAsync(), cancellationToken));
            Directory.Delete(fresh, recursive: true);
            var from = filled + ((round - 1) * perKill);
            full.Add(await StartAsync(folder, $"/api/v1/patients/{known}", KillUnderLoadAsync, cancellationToken));
            killed.Add(await StartAsync(folder, $"/api/v1/patients/{known}", silo => silo.StopAsync(cancellationToken), cancellationToken));

            async Task KillUnderLoadAsync(SiloProcess silo)
            {
                await silo.PostAsync(lines.From(from, perKill).ToArray(), cancellationToken);
                await silo.KillAsync();
            }
        }

        return new FigureTable(
            $"{patients:N0} patients of {count:N0} events, seed {run.Seed}",
            [
                new($"{patients:N0} patients, after a clean stop", "s", full),
                new($"{patients:N0} patients, after SIGKILL with {perKill:N0} events just taken", "s", killed),
                new("an empty folder", "s", empty),
            ],
            ["From the start of the process to the first answer about a patient; of an empty folder, about all departments."]);
    }

    private static async Task<double> StartAsync(
        string folder, string route, Func<SiloProcess, Task> end, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await using var silo = await SiloProcess.StartAsync(folder, cancellationToken);
        using var answer = await silo.Api.GetAsync(route, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var seconds = clock.Elapsed.TotalSeconds;
        await end(silo);
        return seconds;
    }
}
