using PatientFlow.Alerts;
using PatientFlow.Export;

namespace PatientFlow.Silo.Hosting;

/// <summary>
/// Waits until the grains answer that there is one of, which starts them where they do not run. In a cluster the exporter
/// may be on its way from a silo that was lost: it then waits for the lake, longer than a call may take.
/// </summary>
internal static class FirstAnswer
{
    private const int TriesMax = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Completes when they have answered.</summary>
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

    // An activation that took too long, or a silo that was lost under the call.
    private static bool IsPassing(Exception fault) =>
        fault is TimeoutException or OperationCanceledException or OrleansException;
}
