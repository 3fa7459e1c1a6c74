using Spectre.Console;

namespace PatientFlow.Simulator.Cli;

/// <summary>Shows the progress of a run on a terminal; without a terminal it only runs the work.</summary>
internal static class ProgressBar
{
    /// <summary>Runs the work with or without a bar.</summary>
    /// <param name="environment">Where the bar goes: only to a terminal's error stream.</param>
    /// <param name="plan">A run to standard output shows no bar: the two would mix.</param>
    /// <param name="work">Gets an action that takes the number of events sent so far.</param>
    public static Task RunAsync(RunEnvironment environment, RunPlan plan, Func<Action<long>, Task> work)
    {
        var mixed = plan.ToStandardOutput && environment.OutputIsTerminal;
        if (!environment.ErrorIsTerminal || mixed || plan.IsQuiet) return work(_ => { });

        // Where a line cannot be written again (TERM=dumb, a build server) the library would write one after another.
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(environment.Error) });
        if (console.Profile.Capabilities is not { Ansi: true, Interactive: true }) return work(_ => { });

        var limit = plan.Settings.EventsMax;
        ProgressColumn[] columns = limit is null
            ? [new TaskDescriptionColumn(), new SpinnerColumn(), new ElapsedTimeColumn()]
            : [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()];
        return console.Progress().Columns(columns).StartAsync(async shown =>
        {
            var task = shown.AddTask("starting", maxValue: limit ?? double.MaxValue);
            await work(sent =>
            {
                task.Value = sent;
                task.Description = $"{sent:N0} events";
            });
        });
    }
}
