using System.CommandLine;
using PatientFlow.Silo.Commands;
using PatientFlow.Silo.Hosting;

var root = new RootCommand("PatientFlow: where every patient is and which beds are free, live and as Delta tables.")
{
    SiloCommand.Create(), DemoCommand.Create(), VerifyCommand.Create(),
};

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (CommandFailure failure)
{
    Console.Error.WriteLine(failure.Message);
    return 2;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped.");
    return 130;
}
