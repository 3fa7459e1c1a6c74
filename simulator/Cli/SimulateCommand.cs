using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Delivery;
using PatientFlow.Recorded;
using PatientFlow.Simulator.Delivery;
using PatientFlow.Simulator.Generation;

namespace PatientFlow.Simulator.Cli;

/// <summary>The command line program: parse, run, report, and answer with an exit code.</summary>
internal static class SimulateCommand
{
    private const string Description =
        """
        Generates the events of a hospital network: admissions, transfers, vitals, updates and discharges, a share of
        them dirty in the ways of real producers.

        Examples:
          simulate --max-events 20000 --seed 7 --out events.jsonl
          simulate --to http://127.0.0.1:8080 --speed 600
          simulate --brokers localhost:9092 --topic patients --rate 100
          simulate --namespace NAME.servicebus.windows.net --hub patients --rate 100
          simulate --dry-run --clean --max-events 5
          simulate --input recorded.jsonl --to http://127.0.0.1:8080 --speed 600
        """;

    /// <summary>Runs one command line to its end.</summary>
    /// <param name="arguments">As given to the process.</param>
    /// <param name="environment">The outside world.</param>
    /// <param name="cancellationToken">Ends the run cleanly: what was produced is sent, the statistics are shown.</param>
    public static async Task<int> RunAsync(
        string[] arguments, RunEnvironment environment, CancellationToken cancellationToken)
    {
        var options = new SimulateOptions();
        var command = new RootCommand(Description);
        options.AddTo(command);
        command.SetAction((line, _) => GenerateAsync(line, options, environment, cancellationToken));

        var line = command.Parse(arguments);
        if (line.Errors.Count > 0)
        {
            foreach (var error in line.Errors) await environment.Error.WriteLineAsync(error.Message);
            await environment.Error.WriteLineAsync("See --help.");
            return ExitCode.Usage;
        }

        // Ctrl-C is the caller's: the library would end the process before the statistics.
        return await line.InvokeAsync(
            new InvocationConfiguration
            {
                Output = environment.Output,
                Error = environment.Error,
                ProcessTerminationTimeout = null,
            },
            CancellationToken.None);
    }

    private static async Task<int> GenerateAsync(
        ParseResult line, SimulateOptions options, RunEnvironment environment, CancellationToken cancellationToken)
    {
        try
        {
            var plan = RunPlan.From(line, options, environment);
            return plan.OpenInput is { } open
                ? await ReplayAsync(plan, open, environment, cancellationToken)
                : await GenerateAsync(plan, environment, cancellationToken);
        }
        catch (CommandException fault)
        {
            await environment.Error.WriteLineAsync(fault.Message);
            return ExitCode.Usage;
        }
        catch (DeliveryException fault)
        {
            await environment.Error.WriteLineAsync(fault.Message);
            return ExitCode.Failed;
        }
    }

    private static async Task<int> GenerateAsync(
        RunPlan plan, RunEnvironment environment, CancellationToken cancellationToken)
    {
        await using var sink = plan.OpenSink();
        var stream = new GeneratedStream(plan.Settings);
        var begin = stream.Skip(plan.Skip) ?? plan.Settings.Start;
        var pacer = new Pacer(plan.Pace, begin, environment.Time);
        var feed = new GeneratedFeed(stream);
        var courier = new Courier(feed, sink, pacer, environment.Time) { StatsEvery = plan.StatsEvery };
        var fault = await TryRunAsync(
            plan, environment, courier, () => RunStatistics.Line(stream, courier.Sent), cancellationToken);

        await SayAsync(
            plan, environment, "Events",
            RunStatistics.List(stream, courier, sink, plan.Settings, pacer.Elapsed), cancellationToken);
        if (fault is null) return ExitCode.Ok;

        await environment.Error.WriteLineAsync(fault);
        return ExitCode.Failed;
    }

    private static async Task<int> ReplayAsync(
        RunPlan plan, Func<Stream> open, RunEnvironment environment, CancellationToken cancellationToken)
    {
        await using var input = open();
        var events = await OpenAsync(input, cancellationToken);
        await using var sink = plan.OpenSink();
        await using var feed = new ReplayFeed(
            events, sink.TakesLinesOnly, plan.Skip, plan.Settings.EventsMax, cancellationToken);
        var pacer = new Pacer(plan.Pace, simulatedStart: null, environment.Time);
        var courier = new Courier(feed, sink, pacer, environment.Time);
        var fault = await TryRunAsync(plan, environment, courier, () => "", cancellationToken);

        await SayAsync(
            plan, environment, "Recorded events", RunStatistics.Replayed(courier, sink, pacer.Elapsed), cancellationToken);
        if (feed.Tally.Unusable > 0)
            await environment.Error.WriteLineAsync(
                $"{feed.Tally.Unusable:N0} of {feed.Tally.Lines:N0} lines are no events: {feed.Tally}. Who receives them "
                + "will put them into quarantine.");
        if (events.LeftOut is { } leftOut) await environment.Error.WriteLineAsync(leftOut);
        if (feed.Unsendable > 0)
            fault ??= $"{feed.Unsendable:N0} events were not sent: they are empty or not a single line. Only a topic, "
                + "a hub or ./run demo --input takes such events.";
        if (fault is null) return ExitCode.Ok;

        await environment.Error.WriteLineAsync(fault);
        return ExitCode.Failed;
    }

    private static async Task<RecordingReader> OpenAsync(Stream input, CancellationToken cancellationToken)
    {
        try
        {
            return await RecordingReader.OpenAsync(input, ReplayFeed.PayloadBytesMax, cancellationToken);
        }
        catch (UnreadableInputException fault)
        {
            throw new CommandException($"The input cannot be used. {fault.Message}{Environment.NewLine}{InputHelp.Expected}");
        }
    }

    private static async Task SayAsync(
        RunPlan plan, RunEnvironment environment, string what, IEnumerable<string> rows, CancellationToken cancellationToken)
    {
        if (plan.IsQuiet) return;
        var stopped = cancellationToken.IsCancellationRequested ? ", stopped" : "";
        await environment.Error.WriteLineAsync($"{what} to {plan.Destination}{stopped}:");
        foreach (var row in rows) await environment.Error.WriteLineAsync(row);
    }

    /// <summary>Runs and returns the fault, so that the statistics are shown either way.</summary>
    private static async Task<string?> TryRunAsync(
        RunPlan plan, RunEnvironment environment, Courier courier, Func<string> statistics,
        CancellationToken cancellationToken)
    {
        try
        {
            await ProgressBar.RunAsync(environment, plan, progress => courier.RunAsync(
                produced: () => environment.Error.WriteLine(statistics()),
                sent: () => progress(courier.Sent),
                cancellationToken));
            return null;
        }
        catch (DeliveryException fault)
        {
            return fault.Message;
        }
    }
}
