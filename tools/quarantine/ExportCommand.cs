using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;

namespace PatientFlow.Tools.Quarantine;

/// <summary><c>quarantine export</c>: writes payloads to a file, to be repaired.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var (data, lake, filter) = (CommonOptions.Data(), CommonOptions.Lake(), new RecordFilter());
        var output = new Option<string>("--out")
        {
            Description = "Where the lines go; - is standard output. Only its owner may read a new file.",
            HelpName = "FILE|-",
            Required = true,
        };
        var force = new Option<bool>("--force") { Description = "Replace a file that is there." };
        var last = NumberOption.Of<long>(
            "--last", "Only the newest N of them. [default: all]", "N", n => n > 0, "a number of records, at least 1");
        var command = new Command(
            "export",
            "Write records of the quarantine, one a line, each payload byte for byte, in the form of ./run record with the "
            + "reason beside it. Repair the lines in an editor, or put a plain event in the place of a line; then ./run "
            + "quarantine send. The file may hold patients' data.")
        {
            output, data, lake,
        };
        filter.AddTo(command);
        command.Options.Add(last);
        command.Options.Add(force);
        command.SetAction((parsed, cancellationToken) => QuarantineExport.RunAsync(
            QuarantineCommand.LakeRoot(parsed.GetRequiredValue(data), parsed.GetValue(lake)),
            filter.Of(parsed),
            parsed.GetValue(last),
            parsed.GetRequiredValue(output),
            parsed.GetValue(force),
            parsed.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }
}
