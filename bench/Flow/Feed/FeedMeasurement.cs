using System.CommandLine;
using System.Diagnostics;
using PatientFlow.CommandLine;
using PatientFlow.Network;

namespace PatientFlow.Flow.Bench;

/// <summary><c>feed</c>: how soon an event shows in the live feed while many watch and events come in.</summary>
internal sealed class FeedMeasurement : IMeasurement
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LateMax = TimeSpan.FromSeconds(10);

    private readonly Option<int> rate = NumberOption.Create(
        "--rate", "N", "Events in a second.", otherwise: 10_000, min: 100, max: 1_000_000);

    private readonly Option<int> clients = NumberOption.Create(
        "--clients", "N", "Clients of the feed, each of one department.", otherwise: 1_000, min: 0, max: 1_999);

    public string Name => "feed";

    public string Description => "Event appended until a client of the live feed has it, with many clients, at a steady rate.";

    public int? Events => 200_000;

    public void AddOptions(Command command)
    {
        command.Add(rate);
        command.Add(clients);
    }

    public async Task<FigureTable> RunAsync(BenchRun run, ParseResult line, CancellationToken cancellationToken)
    {
        var (perSecond, count) = (line.GetValue(rate), line.GetValue(clients));
        var lines = EventLines.Read(await EventsFile.CreateAsync(run, cancellationToken));
        var units = new NetworkMap(NetworkDefinition.Seed()).Units;
        var begin = lines.Count / 10; // A silo that has just started still compiles what runs.
        var figures = new Dictionary<(string What, string Unit), List<double>>();
        for (var round = 1; round <= run.Repetitions; round++)
        {
            var folder = run.NewFolder();
            await using (var silo = await SiloProcess.StartAsync(folder, cancellationToken, "--network", ProbeWard.Write(run.Folder)))
            {
                run.Progress.Say($"repetition {round} of {run.Repetitions}: warming up");
                await LoadRun.RunAsync(silo, lines, 0, begin, null, units, $"{round}-w", null, cancellationToken);
                await silo.CaughtUpAsync(isExported: false, cancellationToken);
                run.Progress.Say($"repetition {round} of {run.Repetitions}: {count:N0} clients, {perSecond:N0} events/s");
                using var screens = await WardScreens.OpenAsync(silo.Api.BaseAddress!, count, units, cancellationToken);
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var probe = new FeedProbe(silo);
                var reading = probe.ReadAsync(stop.Token);
                var (bytes, began) = (screens.Bytes, Stopwatch.GetTimestamp());
                var load = await LoadRun.RunAsync(silo, lines, begin, lines.Count, perSecond, units, $"{round}-f", probe, cancellationToken);
                var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
                await silo.CaughtUpAsync(isExported: false, cancellationToken);
                var done = Stopwatch.GetTimestamp();
                while (probe.Missing > 0 && !reading.IsCompleted && Stopwatch.GetElapsedTime(done) < LateMax) await Task.Delay(Look, cancellationToken);
                await stop.CancelAsync();
                await reading;
                var waits = new Samples(probe.Waits);
                Add("events taken", "events/s", load.EventsPerSecond);
                foreach (var share in new[] { 0.5, 0.99, 0.999 }) Add($"appended to feed, p{share * 100:0.#}", "ms", waits.At(share));
                Add("a department's census, p99", "ms", load.Departments.At(0.99));
                Add("a patient, p50", "ms", load.Patients.At(0.5));
                Add("a patient, p99", "ms", load.Patients.At(0.99));
                Add("feed to all clients", "MB/s", (screens.Bytes - bytes) / seconds / 1e6);
                Add("events that never showed", "", probe.Missing);
                Add("clients that were dropped", "", screens.Closed);
                Add("memory in use", "MB", silo.ResidentBytes / 1e6);
            }

            Directory.Delete(folder, recursive: true);
        }

        return new FigureTable(
            $"{lines.Count - begin:N0} events, seed {run.Seed}, {count:N0} clients of one department each and one of all beds",
            [.. figures.Select(f => new Figure(f.Key.What, f.Key.Unit, f.Value))],
            [
                "Clients, sender, queries and silo share the machine.",
                "Each POST holds an event that blocks a bed where nobody is, with a reason of its own: the client of all beds knows it by that.",
            ]);

        void Add(string what, string unit, double value)
        {
            if (!figures.TryGetValue((what, unit), out var values)) figures.Add((what, unit), values = []);
            values.Add(value);
        }
    }
}
