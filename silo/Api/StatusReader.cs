using System.Globalization;
using PatientFlow.Export;
using PatientFlow.Ingest;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Api;

/// <summary>Puts together what log, ingest grains and exporter say of themselves.</summary>
internal sealed class StatusReader(IGrainFactory grains, IEventSource log)
{
    /// <summary>The status now.</summary>
    public async Task<SystemStatus> ReadAsync()
    {
        var export = await grains.GetGrain<IExporterGrain>(IExporterGrain.Key).GetStatusAsync();
        var ingests = await Task.WhenAll(Enumerable.Range(0, log.PartitionCount)
            .Select(p => grains.GetGrain<IIngestGrain>(p.ToString(CultureInfo.InvariantCulture)).GetStatusAsync()));
        return new SystemStatus(
            log.Name,
            log.Trouble,
            [.. ingests.Select(i => Partition(i, export.Positions[i.Partition].Committed))],
            export.Tables,
            ingests.Sum(i => i.Records),
            ingests.Sum(i => i.Duplicates),
            ingests.Sum(i => i.Quarantined),
            export.Failures,
            export.LastFailure);
    }

    private PartitionStatus Partition(IngestStatus ingest, long exported)
    {
        var appended = log.EndOffset(ingest.Partition) - 1;

        // A topic that was made anew ends before what was read of the old one: that is a stop, not a negative lag.
        return new PartitionStatus(
            ingest.Partition, appended, ingest.Applied, exported, Math.Max(0, appended - ingest.Applied),
            Math.Max(0, appended - exported), log.StoppedBecause(ingest.Partition));
    }
}

/// <summary>How far the system is. Counts are since the start of the silo.</summary>
internal sealed record SystemStatus(
    string Source, string? SourceTrouble, IReadOnlyList<PartitionStatus> Partitions,
    IReadOnlyList<TableExport> Tables, long Events, long Duplicates, long Quarantined, long ExportFailures, string? LastExportFailure);

/// <summary>
/// Last offsets of a partition, -1 for none, how many events each step is behind the log, and why it is
/// stopped, if it is.
/// </summary>
internal sealed record PartitionStatus(
    int Partition, long Appended, long Applied, long Exported, long ApplyLag, long ExportLag, string? Stopped);
