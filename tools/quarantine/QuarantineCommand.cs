using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;

namespace PatientFlow.Tools.Quarantine;

/// <summary><c>quarantine</c>: the records that could not be used, counted, exported, and sent again when repaired.</summary>
internal static class QuarantineCommand
{
    private const int LastRecords = 20;

    public static RootCommand Create()
    {
        var (data, lake, filter) = (CommonOptions.Data(), CommonOptions.Lake(), new RecordFilter());
        var last = NumberOption.Create(
            "--last", "N", "Records to list, the newest.", otherwise: LastRecords, min: 0, max: int.MaxValue);
        var payload = new Option<bool>("--payload")
        {
            Description = "Show the beginning of each payload too. It may hold patients' data.",
        };
        var command = new RootCommand(
            "What could not be used, and why: counts by reason, and the newest records. export writes the payloads to a "
            + "file to be repaired, send sends the repaired ones. A silo may be running. Exit codes: 0 done, 1 some events "
            + "cannot be used or sent, 2 wrong usage or no lake to read.")
        {
            data, lake,
        };
        filter.AddTo(command);
        command.Options.Add(last);
        command.Options.Add(payload);
        command.Subcommands.Add(ExportCommand.Create());
        command.Subcommands.Add(SendCommand.Create());
        command.SetAction((parsed, cancellationToken) => OverviewRun.RunAsync(
            LakeRoot(parsed.GetRequiredValue(data), parsed.GetValue(lake)),
            filter.Of(parsed),
            parsed.GetValue(last),
            parsed.GetValue(payload),
            parsed.InvocationConfiguration.Output,
            cancellationToken));
        return command;
    }

    /// <summary>The lake that a command line names.</summary>
    public static string LakeRoot(string data, string? lake) => new FlowSettings
    {
        DataFolder = Path.GetFullPath(data), OwnLakeRoot = CommonOptions.LakeRoot(lake),
    }.LakeRoot;
}
