using System.CommandLine;
using PatientFlow.EventLog;
using PatientFlow.Lake;
using PatientFlow.Silo.Commands;
using PatientFlow.Silo.Hosting;
using PatientFlow.Silo.Synapse;

var root = new RootCommand("PatientFlow: where every patient is and which beds are free, live and as Delta tables.")
{
    SiloCommand.Create(), DemoCommand.Create(), VerifyCommand.Create(), SynapseCommand.Create(),
};

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null, // The host has its own, and a last export may take longer than two seconds.
    });
}
catch (CommandFailure failure)
{
    Console.Error.WriteLine(failure.Message);
    return 2;
}
catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or TimeoutException or LakeException or EventLogException)
{
    Console.Error.WriteLine($"Failed: {fault.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped.");
    return 130;
}
