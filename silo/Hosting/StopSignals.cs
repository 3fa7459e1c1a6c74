using System.Runtime.InteropServices;
using PatientFlow.Silo.Clustering;
using PatientFlow.Silo.Screen;

namespace PatientFlow.Silo.Hosting;

/// <summary>
/// What the host does not know of signals: the end of its terminal stops the silo as Ctrl-C does, and a second Ctrl-C
/// ends it at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private const int EndedByCtrlC = 130;

    private readonly IHostApplicationLifetime application;
    private readonly OperatorScreen screen;
    private readonly TimeProvider time;
    private readonly PosixSignalRegistration hungUp;
    private readonly CancellationTokenRegistration stopping;
    private PosixSignalRegistration? interrupted;

    public StopSignals(IHostApplicationLifetime application, OperatorScreen screen, TimeProvider time)
    {
        (this.application, this.screen, this.time) = (application, screen, time);
        hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, HangUp);

        // Only now, so that the Ctrl-C that begins the stop does not count as the second one.
        stopping = application.ApplicationStopping.Register(
            () => interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, EndAtOnce));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        stopping.Dispose();
        interrupted?.Dispose();
        hungUp.Dispose();
    }

    private void EndAtOnce(PosixSignalContext signal)
    {
        signal.Cancel = true;
        screen.SayEndedAtOnce();
        ProcessEnd.AtOnce(EndedByCtrlC, time);
    }

    private void HangUp(PosixSignalContext signal)
    {
        signal.Cancel = true;
        application.StopApplication();
    }
}
