using System.CommandLine;
using PatientFlow.Configuration;

namespace PatientFlow.Silo.Hosting;

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
            Description = "Events to replay, one a line, plain or as ./run record wrote them; - reads standard input.",
            Required = true,
            HelpName = "FILE",
        };
        var command = new Command(
            "demo",
            "Replay events through the whole path, export them, show the KPIs, stop. "
            + "Started again on the same folder with the same events it goes on where it was.")
        {
            input, data, lake, network, partitions, interval,
        };
        command.SetAction((parsed, cancellationToken) => DemoRun.RunAsync(
            new SiloSettings
            {
                DataFolder = Path.GetFullPath(parsed.GetRequiredValue(data)),
                OwnLakeRoot = CommonOptions.LakeRoot(parsed.GetValue(lake)),
                NetworkFile = parsed.GetValue(network),
                Partitions = parsed.GetValue(partitions),
                ExportInterval = TimeSpan.FromSeconds(parsed.GetValue(interval)),
            },
            parsed.GetRequiredValue(input),
            cancellationToken));
        return command;
    }
}
