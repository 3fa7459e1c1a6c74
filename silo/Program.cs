using System.CommandLine;
using System.CommandLine.Invocation;
using Azure.Identity;
using PatientFlow.EventHubs;
using PatientFlow.EventLog;
using PatientFlow.Lake;
using PatientFlow.Silo.Commands;
using PatientFlow.Silo.Hosting;
using PatientFlow.Silo.Lake;
using PatientFlow.Silo.Secrets;
using PatientFlow.Silo.Synapse;

var root = new RootCommand("PatientFlow: where every patient is and which beds are free, live and as Delta tables.")
{
    SiloCommand.Create(), DemoCommand.Create(), RecordCommand.Create(), VerifyCommand.Create(), SynapseCommand.Create(),
    DeidCommand.Create(), LakeCommand.Create(), ClusterSchemaCommand.Create(), TrialBrokerCommand.Create(),
};

try
{
    var parsed = root.Parse(args);
    if (parsed.Action is ParseErrorAction && parsed.CommandResult.Command.Subcommands.Count == 0)
        throw new CommandFailure(string.Join(Environment.NewLine, parsed.Errors.Select(e => e.Message)));
    // Help needs no secrets, and whoever asks for it may have no vault yet.
    if (ReferenceEquals(parsed.Action, parsed.CommandResult.Command.Action)) await KeyVault.FillEnvironmentAsync();
    var code = await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null, // The host has its own, and a last export may take longer than two seconds.
    });
    return parsed.Errors.Count > 0 ? 2 : code;
}
catch (CommandFailure failure)
{
    Console.Error.WriteLine(failure.Message);
    return 2;
}
catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or TimeoutException or LakeException
    or EventLogException or HubException or AuthenticationFailedException)
{
    Console.Error.WriteLine($"Failed: {fault.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped.");
    return 130;
}
