using PatientFlow.Alerts;
using PatientFlow.Export;

namespace PatientFlow.Silo.Hosting;

/// <summary>
/// Waits until the singleton grains answer, which also starts them. In a cluster the exporter may be moving away from a
/// lost silo: it then waits for the lake, longer than a call may take.
/// </summary>
internal static class FirstAnswer
{
    private const int TriesMax = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Completes when all of them have answered.</summary>
    public static async Task OfAsync(IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await grains.GetGrain<IExporterGrain>(IExporterGrain.Key).GetStatusAsync();
                await grains.GetGrain<IAlertGrain>(IAlertGrain.Key).GetAsync();
                return;
            }
            catch (Exception fault) when (tries < TriesMax && IsPassing(fault) && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    // The activation took too long, or the silo that ran it was lost.
    private static bool IsPassing(Exception fault) =>
        fault is TimeoutException or OperationCanceledException or OrleansException;
}
