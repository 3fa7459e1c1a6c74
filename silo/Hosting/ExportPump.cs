using PatientFlow.Export;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Hosting;

/// <summary>Exports until the grains and the lake hold everything that the log held when it was asked.</summary>
internal sealed class ExportPump(IGrainFactory grains, IEventSource log, StatusReader statuses, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Completes when grains and lake have everything up to the current end of the log.</summary>
    /// <param name="progress">Receives the number of events that grains or lake still lack.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task DrainAsync(Action<long> progress, CancellationToken cancellationToken)
    {
        var ends = Ends();
        while (true)
        {
            var exported = await Exporter().ExportAsync();
            var lacking = await LackingAsync(ends);
            progress(lacking);
            if (lacking == 0) return;
            cancellationToken.ThrowIfCancellationRequested();
            if (exported == 0) await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Events up to the current end of the log that grains or lake lack.</summary>
    public Task<long> LackingAsync() => LackingAsync(Ends());

    private async Task<long> LackingAsync(long[] ends)
    {
        var status = await Exporter().GetStatusAsync();
        var ingests = await statuses.ReadPartitionsAsync();

        // Grains whose state was lost read the log again, although the lake already holds all of it.
        return ends.Select((end, p) => Math.Max(0, end - Math.Min(status.Positions[p].Committed, ingests[p].Applied))).Sum();
    }

    private long[] Ends() => [.. Enumerable.Range(0, log.PartitionCount).Select(p => log.EndOffset(p) - 1)];

    private IExporterGrain Exporter() => grains.GetGrain<IExporterGrain>(IExporterGrain.Key);
}
