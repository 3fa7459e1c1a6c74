using PatientFlow.Alerts;
using PatientFlow.Network;
using PatientFlow.Places;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Screen;

/// <summary>Looks at the flow again and again, for somebody who watches.</summary>
internal sealed class StatusTeller(StatusReader statuses, IGrainFactory grains, NetworkMap network, TimeProvider time)
{
    private readonly long began = time.GetTimestamp();
    private EventRate rate = new();

    /// <summary>Looks until it is stopped, which is no error.</summary>
    /// <param name="pause">Time between two looks.</param>
    /// <param name="show">Gets what each look saw. A look that fails is left out: what failed is logged elsewhere.</param>
    /// <param name="cancellationToken">Ends the looks.</param>
    public async Task RunAsync(TimeSpan pause, Action<StatusFigures> show, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (await LookAsync() is { } figures && !cancellationToken.IsCancellationRequested) show(figures);
                await Task.Delay(pause, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The silo is stopping.
        }
    }

    private async Task<StatusFigures?> LookAsync()
    {
        try
        {
            var status = await statuses.ReadAsync();
            var alerts = await grains.GetGrain<IAlertGrain>(IAlertGrain.Key).GetAsync();
            var censuses = await Task.WhenAll(network.Units.Select(u => grains.GetGrain<IDepartmentGrain>(u.Key).GetAsync()));
            rate = rate.With(time.GetElapsedTime(began), status.Partitions.Sum(p => p.Applied + 1));
            var committed = status.Tables.Max(t => t.CommittedAt);
            return new StatusFigures
            {
                EventsPerSecond = rate.PerSecond,
                Admitted = censuses.Sum(c => c?.Occupancy ?? 0),
                ApplyLag = status.Partitions.Sum(p => p.ApplyLag),
                ExportLag = status.Partitions.Sum(p => p.ExportLag),
                Alerts = alerts.Active,
                LakeAge = time.GetUtcNow().UtcDateTime - committed,
            };
        }
        catch (Exception)
        {
            // Grains may be starting or the lake away: the next look comes soon, and they report their own faults.
            return null;
        }
    }
}
