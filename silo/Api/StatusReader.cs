using System.Globalization;
using PatientFlow.Export;
using PatientFlow.Ingest;

namespace PatientFlow.Silo.Api;

/// <summary>Puts together what log, ingest grains and exporter say of themselves.</summary>
internal sealed class StatusReader(IGrainFactory grains, EventLog.EventLog log)
{
    /// <summary>The status now.</summary>
    public async Task<SystemStatus> ReadAsync()
    {
        var export = await grains.GetGrain<IExporterGrain>(IExporterGrain.Key).GetStatusAsync();
        var ingests = await Task.WhenAll(Enumerable.Range(0, log.PartitionCount)
            .Select(p => grains.GetGrain<IIngestGrain>(p.ToString(CultureInfo.InvariantCulture)).GetStatusAsync()));
        return new SystemStatus(
            [.. ingests.Select(i => Partition(i, log.EndOffset(i.Partition) - 1, export.Positions[i.Partition].Committed))],
            export.Tables,
            ingests.Sum(i => i.Records),
            ingests.Sum(i => i.Duplicates),
            ingests.Sum(i => i.Quarantined),
            export.Failures,
            export.LastFailure);
    }

    private static PartitionStatus Partition(IngestStatus ingest, long appended, long exported) => new(
        ingest.Partition, appended, ingest.Applied, exported, appended - ingest.Applied, appended - exported);
}

/// <summary>How far the system is. Counts are since the start of the silo.</summary>
internal sealed record SystemStatus(
    IReadOnlyList<PartitionStatus> Partitions, IReadOnlyList<TableExport> Tables, long Events, long Duplicates,
    long Quarantined, long ExportFailures, string? LastExportFailure);

/// <summary>Last offsets of a partition, -1 for none, and how many events each step is behind the log.</summary>
internal sealed record PartitionStatus(
    int Partition, long Appended, long Applied, long Exported, long ApplyLag, long ExportLag);
