using System.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.Lakehouse.Delta;
using Spectre.Console;

namespace PatientFlow.Tools.Kpi;

/// <summary><c>kpi</c>: the KPIs of a lake, on the terminal.</summary>
internal static class KpiCommand
{
    // Narrow enough for every terminal that the text is looked at in later.
    private const int WidthOfNoTerminal = 80;

    public static RootCommand Create()
    {
        var data = CommonOptions.Data();
        var lake = CommonOptions.Lake();
        var command = new RootCommand("Show the KPIs of a lake: occupancy, admissions, length of stay, diagnoses, vital signs.")
        {
            data, lake,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new FlowSettings
            {
                DataFolder = Path.GetFullPath(parsed.GetRequiredValue(data)),
                OwnLakeRoot = CommonOptions.LakeRoot(parsed.GetValue(lake)),
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FlowSettings settings, CancellationToken cancellationToken)
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Out),
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (Console.IsOutputRedirected) screen.Profile.Width = WidthOfNoTerminal;
        using var tables = await LakeTables.OpenExistingAsync(settings.LakeRoot, TimeProvider.System, cancellationToken);
        KpiScreen.Draw(screen, await GoldReader.ReadAsync(tables, cancellationToken));
        return 0;
    }
}
