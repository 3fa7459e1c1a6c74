using PatientFlow.Silo.Screen;
using Spectre.Console;

namespace PatientFlow.Silo.Demo;

/// <summary>Shows how far a demo is: one bar on a terminal, else a line every few seconds, or nothing.</summary>
internal sealed class DemoDisplay(TextWriter to, TimeProvider time, DemoDisplay.Form form)
{
    private const int BarWidth = 20;
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <summary>How it is shown.</summary>
    public enum Form
    {
        /// <summary>Not at all.</summary>
        None,

        /// <summary>As lines that stay, for a file or another program.</summary>
        Lines,

        /// <summary>As a bar that moves, for a person.</summary>
        Bar,
    }

    /// <summary>Whether anybody sees it.</summary>
    public bool IsSeen => form != Form.None;

    /// <summary>Chooses a form.</summary>
    /// <param name="quiet">Whether the user wants to see nothing.</param>
    /// <param name="isTerminal">Whether a terminal shows what is written.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static Form Choose(bool quiet, bool isTerminal, Func<string, string?> variable) =>
        quiet ? Form.None
        : Terminal.CanRewrite(isTerminal, variable) ? Form.Bar
        : Form.Lines;

    /// <summary>Runs the work and shows what it says of itself.</summary>
    public Task RunAsync(Func<Action<DemoStep>, Task> work) => form switch
    {
        Form.Bar => BarAsync(work),
        Form.Lines => LinesAsync(work),
        _ => work(_ => { }),
    };

    private Task LinesAsync(Func<Action<DemoStep>, Task> work)
    {
        var began = time.GetTimestamp();
        var last = began;
        return work(step =>
        {
            if (time.GetElapsedTime(last) < LineInterval) return;
            last = time.GetTimestamp();
            to.WriteLine(step.Words(time.GetElapsedTime(began)));
        });
    }

    private Task BarAsync(Func<Action<DemoStep>, Task> work)
    {
        // The terminal was looked at already; the library would look at standard input, which may be a pipe.
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(to), Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes,
        });
        var began = time.GetTimestamp();
        return console.Progress().AutoClear(true)
            .Columns(new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async shown =>
            {
                var task = shown.AddTask("starting", maxValue: 1);
                await work(step =>
                {
                    task.IsIndeterminate = step.Share is null;
                    task.Value = step.Share ?? 0;
                    task.Description = step.Words(time.GetElapsedTime(began));
                });
            });
    }
}
