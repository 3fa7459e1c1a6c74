using System.Runtime.InteropServices;
using PatientFlow.Simulator.Cli;

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await SimulateCommand.RunAsync(args, RunEnvironment.Process(), stop.Token);
