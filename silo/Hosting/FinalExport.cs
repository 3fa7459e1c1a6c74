using PatientFlow.Export;

namespace PatientFlow.Silo.Hosting;

/// <summary>
/// Starts the exporter with the silo, and exports once more after the last event was applied and before the grains
/// deactivate, so that a silo that was stopped leaves a lake that holds all it did.
/// </summary>
internal sealed partial class FinalExport(IGrainFactory grains, ILogger<FinalExport> log) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <inheritdoc />
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(FinalExport), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    private Task StartAsync(CancellationToken cancellationToken) => Exporter().GetStatusAsync();

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Exporter().ExportAsync();
        }
        catch (Exception fault)
        {
            // Nothing is lost: the next start reads the log from what the lake holds.
            LogUnfinished(log, fault);
        }
    }

    private IExporterGrain Exporter() => grains.GetGrain<IExporterGrain>(IExporterGrain.Key);

    [LoggerMessage(300, LogLevel.Warning, "The last export failed; the next start does it again from the log.")]
    private static partial void LogUnfinished(ILogger logger, Exception fault);
}
