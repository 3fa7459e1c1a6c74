using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.Silo.Hosting;

namespace PatientFlow.Silo.Demo;

/// <summary><c>demo</c>: a finite run over recorded events.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var lake = CommonOptions.Lake();
        var network = CommonOptions.Network();
        var partitions = CommonOptions.Partitions();
        var interval = CommonOptions.ExportInterval();
        var input = new Option<string>("--input")
        {
            Description = "Events to replay: JSON, one a line or in an array, plain or as ./run record wrote them, also UTF-16 "
                + "or gzip; - reads standard input.",
            Required = true,
            HelpName = "FILE",
        };
        var expect = NumberOption.Of<long>(
            "--expect", "Events that will come, for the progress that is shown; for standard input, which cannot tell.", "N",
            fits: number => number >= 1, demand: "a whole number from 1 up");
        var quiet = new Option<bool>("--quiet") { Description = "Do not show the progress." };
        var command = new Command(
            "demo",
            "Replay events through the whole path, export them, show the KPIs, stop. "
            + "Started again on the same folder with the same events it goes on where it was. Exit codes: 0 done, lines that "
            + "could not be used are named; 1 failed, or the input is damaged; 2 wrong options, or a folder of other events; "
            + "3 nothing in the input could be used; 130 stopped.")
        {
            input, data, lake, network, partitions, interval, expect, quiet,
        };
        command.SetAction((parsed, cancellationToken) => new DemoRun(
            new SiloSettings
            {
                DataFolder = Path.GetFullPath(parsed.GetRequiredValue(data)),
                OwnLakeRoot = CommonOptions.LakeRoot(parsed.GetValue(lake)),
                NetworkFile = parsed.GetValue(network),
                Partitions = parsed.GetValue(partitions),
                ExportInterval = TimeSpan.FromSeconds(parsed.GetValue(interval)),
            },
            new DemoInput(parsed.GetRequiredValue(input), parsed.GetValue(expect)),
            new DemoDisplay(Console.Error, TimeProvider.System, DemoDisplay.Choose(
                parsed.GetValue(quiet), !Console.IsErrorRedirected, Environment.GetEnvironmentVariable)))
            .RunAsync(cancellationToken));
        return command;
    }
}
