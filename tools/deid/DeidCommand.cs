using System.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.Lakehouse.Delta;

namespace PatientFlow.Tools.Deid;

/// <summary><c>deid</c>: creates the de-identified Gold.</summary>
internal static class DeidCommand
{
    public static RootCommand Create()
    {
        var data = CommonOptions.Data();
        var lake = CommonOptions.Lake();
        var key = new Option<FileInfo?>("--key-file")
        {
            Description = "File with the secret key, at least 32 bytes of text. Default: PATIENTFLOW_DEID_KEY of the environment.",
            HelpName = "FILE",
        };
        var command = new RootCommand(
            "Make gold_deid/ anew from gold/: pseudonyms, shifted dates, grouped ages, no small cells. Read docs/privacy.md first.")
        {
            data, lake, key,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new FlowSettings
            {
                DataFolder = Path.GetFullPath(parsed.GetRequiredValue(data)),
                OwnLakeRoot = CommonOptions.LakeRoot(parsed.GetValue(lake)),
            },
            DeidKey.Read(parsed.GetValue(key)), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        FlowSettings settings, byte[] key, TextWriter output, CancellationToken cancellationToken)
    {
        using var gold = await LakeTables.OpenExistingAsync(settings.LakeRoot, TimeProvider.System, cancellationToken);
        foreach (var (path, rows) in await new DeidRun(gold, new Pseudonyms(key)).RunAsync(cancellationToken))
            await output.WriteLineAsync($"{path,-28} {rows,12:N0} rows");
        return 0;
    }
}
