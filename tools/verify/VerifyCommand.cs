using System.CommandLine;
using PatientFlow.Configuration;

namespace PatientFlow.Tools.Verify;

/// <summary><c>verify</c>: verifies a lake.</summary>
internal static class VerifyCommand
{
    public static RootCommand Create()
    {
        var data = CommonOptions.Data();
        var lake = CommonOptions.Lake();
        var network = CommonOptions.Network();
        var command = new RootCommand(
            "Recompute Silver and Gold from Bronze and compare, row by row, with what is stored and with the grains' "
            + "state. Exit 0 where all is equal, 1 with the differences where not.")
        {
            data, lake, network,
        };
        command.SetAction((parsed, cancellationToken) => VerifyRun.RunAsync(
            new FlowSettings
            {
                DataFolder = Path.GetFullPath(parsed.GetRequiredValue(data)),
                OwnLakeRoot = CommonOptions.LakeRoot(parsed.GetValue(lake)),
                NetworkFile = parsed.GetValue(network),
            },
            Console.Out,
            cancellationToken));
        return command;
    }
}
