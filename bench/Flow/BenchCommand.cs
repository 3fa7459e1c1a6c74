using System.CommandLine;
using PatientFlow.CommandLine;

namespace PatientFlow.Flow.Bench;

/// <summary><c>bench</c>: what PatientFlow reaches and what it costs, one name for each set of figures.</summary>
internal static class BenchCommand
{
    private static readonly IMeasurement[] Measurements =
    [
        new WholeMeasurement(), new StagesMeasurement(), new LatencyMeasurement(), new MemoryMeasurement(), new StartMeasurement(),
        new ExportMeasurement(), new FeedMeasurement(),
    ];

    public static RootCommand Create()
    {
        var root = new RootCommand(
            "Measure PatientFlow, each figure as the median and the spread of several repetitions. Nothing else should run on "
            + "the machine meanwhile. Exit codes: 0 done, 1 failed, 2 wrong options, 130 stopped.");
        foreach (var measurement in Measurements) root.Add(Create(measurement));
        return root;
    }

    private static Command Create(IMeasurement measurement)
    {
        var events = NumberOption.Of<int>(
            "--events", $"Events to measure with. [default: {measurement.Events:N0}]", "N", fits: n => n >= 1,
            demand: "a whole number from 1 up");
        var seed = NumberOption.Create<ulong>(
            "--seed", "S", "Seed of the simulated events.", otherwise: 11, min: 0, max: ulong.MaxValue);
        var repeat = NumberOption.Of<int>(
            "--repeat", $"Repetitions. [default: {BenchRun.UsualRepetitions}]", "N", fits: n => n >= 1,
            demand: "a whole number from 1 up");
        var quick = new Option<bool>("--quick")
        {
            Description = "A small run, once, to see that all of it works: its figures say little, and are kept in no file.",
        };
        var full = new Option<bool>("--full") { Description = "Also the sizes that take long." };
        var results = new Option<string?>("--results")
        {
            Description = "File of the figures; those of this name are replaced. [default: bench/RESULTS.md of the checkout]",
            HelpName = "FILE",
        };
        var note = new Option<string?>("--note")
        {
            Description = "Also keep the first figures in the history of the file, with these words.", HelpName = "TEXT",
        };
        var command = new Command(measurement.Name, measurement.Description) { seed, repeat, quick, full, results, note };
        if (measurement.Events is not null) command.Add(events);
        measurement.AddOptions(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var isQuick = parsed.GetValue(quick);
            using var interruption = new Interruption(cancellationToken);
            using var folder = new TemporaryFolder();
            var run = new BenchRun
            {
                Events = parsed.GetValue(events) ?? (isQuick ? BenchRun.QuickEvents : measurement.Events ?? 0),
                Seed = parsed.GetValue(seed),
                Repetitions = parsed.GetValue(repeat) ?? (isQuick ? 1 : BenchRun.UsualRepetitions),
                IsFull = parsed.GetValue(full),
                IsQuick = isQuick,
                Folder = folder.Path,
                Progress = new ProgressLine(Console.Error, !Console.IsErrorRedirected),
            };
            var file = parsed.GetValue(results) ?? (isQuick ? null : Checkout.ResultsFile);
            return await MeasureAsync(measurement, run, file, parsed.GetValue(note), parsed, interruption.Token);
        });
        return command;
    }

    private static async Task<int> MeasureAsync(
        IMeasurement measurement, BenchRun run, string? file, string? note, ParseResult line, CancellationToken cancellationToken)
    {
        var machine = Machine.Now();
        if (machine.Warning is { } warning) Console.Error.WriteLine(warning);
        FigureTable table;
        try
        {
            table = await measurement.RunAsync(run, line, cancellationToken);
        }
        finally
        {
            run.Progress.Clear();
        }

        var commit = await Checkout.CommitAsync(cancellationToken);
        var setting = $"{machine}; {table.Setting}; {run.Repetitions} repetition{(run.Repetitions == 1 ? "" : "s")}; load average {machine.Load} before, "
            + $"{Machine.Now().Load} after; commit {commit}";
        Console.WriteLine(table.Text(setting));
        if (file is null) return 0;
        var results = ResultsFile.Read(file);
        results.Replace(measurement.Name, table.Markdown(setting));
        if (note is not null) results.Note($"{machine.Time:yyyy-MM-dd HH:mm}, {commit}, {measurement.Name}: {table.Line()}: {note}");
        results.Write(file);
        Console.Error.WriteLine($"Kept in {file}.");
        return 0;
    }
}
