using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Network;

namespace PatientFlow.Flow.Bench;

/// <summary>
/// <c>latency</c>: how soon an event shows in the API, and how soon the API answers meanwhile: at a steady rate, then as
/// fast as events are taken.
/// </summary>
internal sealed class LatencyMeasurement : IMeasurement
{
    private readonly Option<int> rate = NumberOption.Create(
        "--rate", "N", "Events in a second of the first part.", otherwise: 10_000, min: 100, max: 1_000_000);

    public string Name => "latency";

    public string Description => "Event appended until it shows in the API, and queries meanwhile: at a steady rate, then at the full one.";

    public int? Events => 200_000;

    public void AddOptions(Command command) => command.Add(rate);

    public async Task<FigureTable> RunAsync(BenchRun run, ParseResult line, CancellationToken cancellationToken)
    {
        var perSecond = line.GetValue(rate);
        var lines = EventLines.Read(await EventsFile.CreateAsync(run, cancellationToken));
        var units = new NetworkMap(NetworkDefinition.Seed()).Units;
        // A silo that has just started still compiles what runs: the first tenth is for that, and is not measured.
        var begin = lines.Count / 10;
        var half = begin + ((lines.Count - begin) / 2);
        var figures = new Dictionary<(string What, string Unit), List<double>>();
        for (var round = 1; round <= run.Repetitions; round++)
        {
            var folder = run.NewFolder();
            await using (var silo = await SiloProcess.StartAsync(folder, cancellationToken))
            {
                run.Progress.Say($"repetition {round} of {run.Repetitions}: warming up");
                await LoadRun.RunAsync(silo, lines, 0, begin, null, units, $"{round}-w", null, cancellationToken);
                await silo.CaughtUpAsync(isExported: false, cancellationToken);
                run.Progress.Say($"repetition {round} of {run.Repetitions}: {perSecond:N0} events/s");
                Keep(round, $"at {perSecond:N0} events/s", await LoadRun.RunAsync(silo, lines, begin, half, perSecond, units, $"{round}-a", null, cancellationToken));
                await silo.CaughtUpAsync(isExported: false, cancellationToken);
                run.Progress.Say($"repetition {round} of {run.Repetitions}: full rate");
                Keep(round, "at full rate", await LoadRun.RunAsync(silo, lines, half, lines.Count, null, units, $"{round}-b", null, cancellationToken));
            }

            Directory.Delete(folder, recursive: true);
        }

        return new FigureTable(
            $"{half - begin:N0} events in each part, seed {run.Seed}, {LoadRun.Senders} senders, {LoadRun.LinesPerPost} events a POST",
            [.. figures.Select(f => new Figure(f.Key.What, f.Key.Unit, f.Value))],
            [
                "Sender, queries and silo share the machine. Times count from the moment at which something was due, so a stall "
                + "counts for all that it delays.",
                "The last event of each POST is of a new patient, who is asked for until the API shows them: each millisecond, "
                + "later each twentieth of the time waited.",
            ]);

        void Keep(int round, string where, LoadFigures load)
        {
            Add($"{where}: events taken", "events/s", load.EventsPerSecond);
            Share("appended to visible", load.AppendedToVisible, 0.5, 0.99, 0.999);
            Share("sent to visible", load.SentToVisible, 0.5, 0.99);
            Share("a department's census", load.Departments, 0.5, 0.99);
            Share("a patient", load.Patients, 0.5, 0.99);

            void Share(string what, Samples samples, params double[] shares)
            {
                // A run that is over at once may have asked nothing.
                foreach (var share in samples.Count == 0 ? [] : shares) Add($"{where}: {what}, p{share * 100:0.#}", "ms", samples.At(share));
            }

            void Add(string what, string unit, double value)
            {
                if (!figures.TryGetValue((what, unit), out var values)) figures.Add((what, unit), values = []);
                values.Add(value);
            }
        }
    }
}
