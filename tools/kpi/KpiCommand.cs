using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Tools.Kpi.Page;
using Spectre.Console;

namespace PatientFlow.Tools.Kpi;

/// <summary><c>kpi</c>: the KPIs of a lake, on the terminal or as a page.</summary>
internal static class KpiCommand
{
    // Narrow enough for every terminal that the text is looked at in later.
    private const int WidthOfNoTerminal = 80;

    public static RootCommand Create()
    {
        var data = CommonOptions.Data();
        var lake = CommonOptions.Lake();
        var html = new Option<string?>("--html")
        {
            Description = "Write them as one HTML page with charts, which needs no script and no network, instead of "
                + "showing them. A page that is there is replaced.",
            HelpName = "FILE",
        };
        var command = new RootCommand("Show the KPIs of a lake: occupancy, admissions, length of stay, diagnoses, vital signs.")
        {
            data, lake, html,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new FlowSettings
            {
                DataFolder = Path.GetFullPath(parsed.GetRequiredValue(data)),
                OwnLakeRoot = CommonOptions.LakeRoot(parsed.GetValue(lake)),
            },
            parsed.GetValue(html),
            parsed.InvocationConfiguration.Output,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        FlowSettings settings, string? html, TextWriter output, CancellationToken cancellationToken)
    {
        if (html is not null) PageFile.AssertPlace(html);
        using var tables = await LakeTables.OpenExistingAsync(settings.LakeRoot, TimeProvider.System, cancellationToken);
        var gold = await GoldReader.ReadAsync(tables, cancellationToken);
        if (html is null)
        {
            KpiScreen.Draw(Terminal(), gold);
            return 0;
        }

        if (gold.NewestEvent is null)
            throw new CommandException($"The lake in {tables.Root} has no event yet, so there is nothing to show. No page was written.");
        await PageFile.WriteAsync(html, KpiPage.Of(gold, await LakeSource.OfAsync(tables, cancellationToken)), cancellationToken);
        await output.WriteLineAsync($"KPIs of {tables.Root}: {Path.GetFullPath(html)}");
        return 0;
    }

    private static IAnsiConsole Terminal()
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Out),
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (Console.IsOutputRedirected) screen.Profile.Width = WidthOfNoTerminal;
        return screen;
    }
}
