using System.Globalization;
using PatientFlow.Alerts;
using PatientFlow.Departments;
using PatientFlow.Export;
using PatientFlow.Ingest;
using PatientFlow.Network;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Alerts;

/// <summary>Asks source, exporter, partitions and departments. What does not answer is unknown, or is itself the news.</summary>
internal sealed class AlertWatch(IGrainFactory grains, IEventSource source, NetworkMap network) : IAlertWatch
{
    /// <inheritdoc />
    public async Task<FlowReading> ReadAsync()
    {
        var (status, trouble) = await TryAsync(
            () => grains.GetGrain<IExporterGrain>(IExporterGrain.Key).GetStatusAsync());
        var (partitions, _) = status is null ? default : await TryAsync(() => PartitionsAsync(status));
        var (departments, _) = await TryAsync(DepartmentsAsync);
        return new FlowReading
        {
            ExporterTrouble = trouble,
            ExportFailure = status?.LastFailure,
            SourceTrouble = source.Trouble,
            Partitions = partitions is null ? null : [.. partitions],
            Departments = departments is null ? null : [.. departments],
        };
    }

    private async Task<PartitionReading[]> PartitionsAsync(ExportStatus export) => await Task.WhenAll(
        Enumerable.Range(0, source.PartitionCount).Select(async p =>
        {
            var ingest = await grains.GetGrain<IIngestGrain>(p.ToString(CultureInfo.InvariantCulture)).GetStatusAsync();
            var end = source.EndOffset(p) - 1;
            return new PartitionReading
            {
                Partition = p,
                Lag = Math.Max(0, end - export.Positions[p].Committed),
                ApplyLag = Math.Max(0, end - ingest.Applied),
                Stopped = source.StoppedBecause(p),
                Records = ingest.Records,
                Quarantined = ingest.Quarantined,
            };
        }));

    private async Task<DepartmentReading[]> DepartmentsAsync() =>
        [.. (await Task.WhenAll(network.Units.Select(u => grains.GetGrain<IDepartmentGrain>(u.Key).GetAsync())))
            .OfType<DepartmentCensus>().Select(c => new DepartmentReading(c.Key, c.Occupancy, c.Capacity))];

    /// <summary>The kind of a fault and no more: its words may repeat what a row holds.</summary>
    private static async Task<(T? Answer, string? Trouble)> TryAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return (await ask(), null);
        }
        catch (Exception fault)
        {
            return (null, fault.GetType().Name);
        }
    }
}
