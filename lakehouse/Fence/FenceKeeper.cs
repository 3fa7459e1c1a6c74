using PatientFlow.CommandLine;

namespace PatientFlow.Lakehouse.Fence;

/// <summary>
/// Takes the lake, gives signs of life while this silo holds it, and releases it. A lone silo holds it from before any
/// grain can be called until the last one has deactivated; a silo of a cluster holds it while the exporter is active on
/// it. If another silo has taken it, a lone silo stops, and a silo of a cluster ends at once.
/// </summary>
public sealed partial class FenceKeeper(
    LakeFence fence,
    FenceSpan span,
    TimeProvider time,
    IHostApplicationLifetime application,
    IFatalErrorHandler end,
    ILogger<FenceKeeper> log)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private CancellationTokenSource stopping = new();
    private Task beating = Task.CompletedTask;

    /// <inheritdoc />
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(FenceKeeper),
        ServiceLifecycleStage.RuntimeStorageServices,
        token => span == FenceSpan.WholeRun ? StartAsync(token) : Task.CompletedTask,
        StopAsync);

    /// <summary>Called when the exporter begins here; completes when this silo holds the lake.</summary>
    public Task BeginExporterAsync(CancellationToken cancellationToken) =>
        span == FenceSpan.Exporter ? StartAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Called when the exporter ends here; another silo may then begin it.</summary>
    public Task EndExporterAsync(CancellationToken cancellationToken) =>
        span == FenceSpan.Exporter ? StopAsync(cancellationToken) : Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose() => stopping.Dispose();

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        FenceState? told = null;
        await fence.TakeAsync(
            other =>
            {
                if (told?.Epoch != other.Epoch) LogWaiting(log, other.Holder);
                told = other;
            },
            cancellationToken);
        if (beating.IsCompleted) beating = BeatAsync(stopping.Token);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await beating;
        stopping.Dispose();
        stopping = new CancellationTokenSource();
        try
        {
            await fence.ReleaseAsync(cancellationToken);
        }
        catch (Exception fault)
        {
            // A store can fail in any way, and a silo must still stop: its lease runs out by itself.
            LogNotReleased(log, fault);
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(fence.Times.Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                try
                {
                    await fence.BeatAsync(cancellationToken);
                }
                catch (CommandException lost)
                {
                    LogLost(log, lost.Message);
                    if (span == FenceSpan.WholeRun) application.StopApplication();
                    else end.OnFatalException(this, lost.Message);
                    return;
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    // A store can fail in any way; the loop keeps trying. Nothing is committed until the lake
                    // answers again.
                    LogNoBeat(log, fault);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo is stopping.
        }
    }

    [LoggerMessage(310, LogLevel.Warning,
        "The lake is fed by another silo: {Holder}. Waiting; it is taken over when that one stops.")]
    private static partial void LogWaiting(ILogger logger, string holder);

    [LoggerMessage(311, LogLevel.Critical, "{Reason}")]
    private static partial void LogLost(ILogger logger, string reason);

    [LoggerMessage(312, LogLevel.Warning,
        "No sign of life could be written to the lake; nothing is exported until one can.")]
    private static partial void LogNoBeat(ILogger logger, Exception fault);

    [LoggerMessage(313, LogLevel.Warning,
        "The lake could not be released; a waiting silo takes it when the lease has ended.")]
    private static partial void LogNotReleased(ILogger logger, Exception fault);
}
