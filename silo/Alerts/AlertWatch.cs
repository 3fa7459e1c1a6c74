using PatientFlow.Alerts;
using PatientFlow.Export;
using PatientFlow.Ingest;
using PatientFlow.Network;
using PatientFlow.Places;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Alerts;

/// <summary>
/// Queries source, exporter, partitions and departments. If one of them does not answer, its values are unknown, or the
/// silence is itself the finding.
/// </summary>
internal sealed class AlertWatch(
    IGrainFactory grains, StatusReader statuses, IEventSource source, NetworkMap network) : IAlertWatch
{
    /// <inheritdoc />
    public async Task<FlowReading> ReadAsync()
    {
        var (status, trouble) = await TryAsync(
            () => grains.GetGrain<IExporterGrain>(IExporterGrain.Key).GetStatusAsync());
        var (ingests, _) = status is null ? default : await TryAsync(statuses.ReadPartitionsAsync);
        var (departments, _) = await TryAsync(DepartmentsAsync);
        return new FlowReading
        {
            ExporterTrouble = trouble,
            ExportFailure = status?.LastFailure,
            SourceTrouble = ingests is null ? source.Trouble : statuses.Trouble(ingests),
            Partitions = status is null || ingests is null ? null : [.. ingests.Select(i => Reading(i, status))],
            Departments = departments is null ? null : [.. departments],
            BedsElsewhere = ingests is null ? null : [.. ingests.SelectMany(i => i.BedsElsewhere)],
        };
    }

    private PartitionReading Reading(IngestStatus ingest, ExportStatus export)
    {
        var partition = statuses.Partition(ingest, export);
        return new PartitionReading
        {
            Partition = partition.Partition,
            Lag = partition.ExportLag,
            ApplyLag = partition.ApplyLag,
            Stopped = partition.Stopped,
            Records = ingest.Records,
            Quarantined = ingest.Quarantined,
        };
    }

    private async Task<DepartmentReading[]> DepartmentsAsync() =>
        [.. (await Task.WhenAll(network.Units.Select(u => grains.GetGrain<IDepartmentGrain>(u.Key).GetAsync())))
            .OfType<DepartmentCensus>().Select(c => new DepartmentReading(
                c.Key, c.Occupancy, c.Capacity, CensusRules.Conflicts(c.Patients)))];

    /// <summary>Reports only the type of a fault: its message may repeat what a row holds.</summary>
    private static async Task<(T? Answer, string? Trouble)> TryAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return (await ask(), null);
        }
        catch (Exception fault)
        {
            // Any fault means "could not be seen", which the rules handle.
            return (null, fault.GetType().Name);
        }
    }
}
