using System.CommandLine;
using PatientFlow.Configuration;

namespace PatientFlow.Tools.Record;

/// <summary><c>record</c>: writes a log as lines that can be replayed.</summary>
internal static class RecordCommand
{
    public static RootCommand Create()
    {
        var data = CommonOptions.Data();
        var source = new SourceOptions();
        var output = new Option<string>("--out")
        {
            Description = "Where the lines go; a file that is there is replaced. - is standard output.",
            DefaultValueFactory = _ => "-",
            HelpName = "FILE|-",
        };
        var from = new Option<string?>("--from")
        {
            Description = "The first event: an offset (of every partition) or an append time, UTC. [default: all there are]",
            HelpName = "OFFSET|TIME",
        };
        var to = new Option<string?>("--to")
        {
            Description = "Where to end, itself not recorded: an offset (of every partition) or an append time.",
            HelpName = "OFFSET|TIME",
        };
        var follow = new Option<bool>("--follow")
        {
            Description = "Go on with what is appended meanwhile, until Ctrl-C, instead of ending where the log ends now.",
        };
        var command = new RootCommand(
            "Write the events of a log, one a line, with the time, partition and offset of each: of a data folder, also "
            + "while its silo runs, or of a topic or an Event Hub. ./run simulate and ./run demo replay them with --input.")
        {
            data, output, from, to, follow,
        };
        source.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RecordRun.RunAsync(
            source.Choose(
                new FlowSettings { DataFolder = Path.GetFullPath(parsed.GetRequiredValue(data)) },
                parsed, Environment.GetEnvironmentVariable),
            parsed.GetRequiredValue(output),
            RecordBound.Parse("--from", parsed.GetValue(from)),
            RecordBound.Parse("--to", parsed.GetValue(to)),
            parsed.GetValue(follow),
            cancellationToken));
        return command;
    }
}
