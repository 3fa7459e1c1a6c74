using PatientFlow.Export;

namespace PatientFlow.Silo.Hosting;

/// <summary>
/// Starts the exporter with a lone silo, and exports once more after the last event was applied and before the grains
/// deactivate, so that a stopped silo leaves a complete lake. In a cluster the other silos export what does not finish
/// in time.
/// </summary>
internal sealed partial class FinalExport(
    IGrainFactory grains, SiloSettings settings, ExportEnd end, TimeProvider time, ILogger<FinalExport> log)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan ClusterLimit = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(FinalExport), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    // In a cluster the exporter may still be moving away from a lost silo; that must not fail this start (FirstAnswer).
    private Task StartAsync(CancellationToken cancellationToken) =>
        settings.Cluster is null ? Exporter().GetStatusAsync() : Task.CompletedTask;

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            var limit = settings.Cluster is null ? Timeout.InfiniteTimeSpan : ClusterLimit;
            await Exporter().ExportAsync().WaitAsync(limit, time, cancellationToken);
        }
        catch (TimeoutException) when (settings.Cluster is not null)
        {
            LogLeft(log);
        }
        catch (Exception fault)
        {
            // A silo must stop whatever fails here. Nothing is lost: the next start reads on from the lake's offsets.
            LogUnfinished(log, fault);
        }
        finally
        {
            end.Begin();
        }
    }

    private IExporterGrain Exporter() => grains.GetGrain<IExporterGrain>(IExporterGrain.Key);

    [LoggerMessage(300, LogLevel.Warning, "The last export failed; the next start repeats it from the log.")]
    private static partial void LogUnfinished(ILogger logger, Exception fault);

    [LoggerMessage(301, LogLevel.Information, "The last export takes long; the other silos continue it.")]
    private static partial void LogLeft(ILogger logger);
}
