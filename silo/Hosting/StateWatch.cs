using PatientFlow.Silo.Events;
using PatientFlow.State;

namespace PatientFlow.Silo.Hosting;

/// <summary>
/// Reports the progress of rebuilding grain state from the log, and stops the silo if its store turns out to be
/// damaged: the store would refuse every patient, while the next start rebuilds it.
/// </summary>
internal sealed partial class StateWatch(
    GrainStore store, StateOrigin origin, StatusReader statuses, TimeProvider time, IHostApplicationLifetime application,
    ILogger<StateWatch> log)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource stopping = new();
    private Task telling = Task.CompletedTask;
    private Task watching = Task.CompletedTask;

    /// <summary>Whether the silo stops because its store is damaged.</summary>
    public bool IsDamaged => store.Damaged.IsCompleted;

    /// <inheritdoc />
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(StateWatch), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    /// <inheritdoc />
    public void Dispose() => stopping.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        telling = TellAsync(stopping.Token);
        watching = WatchAsync(stopping.Token);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(telling, watching);
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        try
        {
            var isTold = false;
            while (true)
            {
                var (isKnown, rebuild) = await ReadAsync();
                if (rebuild is not null)
                {
                    if (!isTold) LogRebuilding(log, origin.Words, rebuild.Behind);
                    isTold = true;
                    LogProgress(log, rebuild.Of - rebuild.Behind, rebuild.Of, rebuild.Percent);
                }
                else if (isKnown)
                {
                    if (isTold) LogRebuilt(log);
                    return; // Only a start can find grains behind the lake, so there is nothing left to watch.
                }

                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The silo is stopping.
        }
    }

    private async Task<(bool IsKnown, Rebuild? Rebuild)> ReadAsync()
    {
        try
        {
            return (true, (await statuses.ReadAsync()).Rebuild);
        }
        catch (Exception)
        {
            // The lake may be away or grains may be starting: ask again. They report their own faults.
            return (false, null);
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var words = await store.Damaged.WaitAsync(cancellationToken);
            LogDamaged(log, words);
            application.StopApplication();
        }
        catch (OperationCanceledException)
        {
            // The silo is stopping, and its store is not damaged.
        }
    }

    [LoggerMessage(330, LogLevel.Warning,
        "{Why} It is made again from the log: {Behind} records that the lake holds are read once more. Until that is done live answers lack what is still to come; the lake lacks nothing.")]
    private static partial void LogRebuilding(ILogger logger, string why, long behind);

    [LoggerMessage(331, LogLevel.Information, "Grain state is made again: {Done} of {Of} records, {Percent} %.")]
    private static partial void LogProgress(ILogger logger, long done, long of, long percent);

    [LoggerMessage(332, LogLevel.Information, "Grain state is made again: the grains know all that the lake holds.")]
    private static partial void LogRebuilt(ILogger logger);

    [LoggerMessage(333, LogLevel.Critical,
        "The grain state is damaged: {Words} The silo ends; its next start sets it aside and makes it again from the log.")]
    private static partial void LogDamaged(ILogger logger, string words);
}
