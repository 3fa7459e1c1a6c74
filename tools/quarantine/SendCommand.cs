using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Delivery;

namespace PatientFlow.Tools.Quarantine;

/// <summary><c>quarantine send</c>: checks repaired events and sends those that can be used.</summary>
internal static class SendCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A file that export wrote, repaired; plain events are fine." };
        var to = new Option<string>("--to")
        {
            Description = "The silo that they are posted to, at URL/api/v1/events.",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:8080",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only check, send nothing." };
        var command = new Command(
            "send",
            "Check repaired events as a silo would, say which lines still cannot be used and why, and send the others. "
            + "Sending them twice changes nothing, because a patient knows an event by its event_id. Exit codes: 0 all can "
            + "be used and were sent, 1 some cannot or were not, 2 wrong usage or no such file.")
        {
            file, to, dryRun,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = parsed.GetRequiredValue(to);
            return EventPost.IsAddress(address, out var server)
                ? SendRun.RunAsync(
                    parsed.GetRequiredValue(file), parsed.GetValue(dryRun) ? null : server,
                    parsed.InvocationConfiguration.Output, cancellationToken)
                : throw new CommandException($"--to {address}: give an address such as http://127.0.0.1:8080.");
        });
        return command;
    }
}
