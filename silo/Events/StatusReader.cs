using System.Globalization;
using PatientFlow.Export;
using PatientFlow.Ingest;

namespace PatientFlow.Silo.Events;

/// <summary>Combines the status of log, ingest grains and exporter.</summary>
internal sealed class StatusReader(IGrainFactory grains, IEventSource log, StateOrigin state)
{
    /// <summary>Returns the current status.</summary>
    public async Task<SystemStatus> ReadAsync()
    {
        var export = await grains.GetGrain<IExporterGrain>(IExporterGrain.Key).GetStatusAsync();
        var ingests = await ReadPartitionsAsync();
        PartitionStatus[] partitions = [.. ingests.Select(i => Partition(i, export))];
        return new SystemStatus(
            log.Name,
            Trouble(ingests),
            Rebuild.From(partitions, state.Reason),
            partitions,
            export.Tables,
            ingests.Sum(i => i.Records),
            ingests.Sum(i => i.Duplicates),
            ingests.Sum(i => i.Quarantined),
            export.Failures,
            export.LastFailure);
    }

    /// <summary>Returns the progress of each partition.</summary>
    public Task<IngestStatus[]> ReadPartitionsAsync() => Task.WhenAll(Enumerable.Range(0, log.PartitionCount)
        .Select(p => grains.GetGrain<IIngestGrain>(p.ToString(CultureInfo.InvariantCulture)).GetStatusAsync()));

    /// <summary>
    /// Compares a partition with its log and the lake. The report of its reader takes precedence over what this silo
    /// saw itself.
    /// </summary>
    public PartitionStatus Partition(IngestStatus ingest, ExportStatus export)
    {
        var appended = Math.Max(log.EndOffset(ingest.Partition), ingest.Source?.End ?? 0) - 1;
        var exported = export.Positions[ingest.Partition].Committed;

        // A recreated topic ends before what was read of the old one: that is a stop, not a negative lag.
        return new PartitionStatus(
            ingest.Partition, appended, ingest.Applied, exported, Math.Max(0, appended - ingest.Applied),
            Math.Max(0, appended - exported),
            ingest.Source is { } reader ? reader.Stopped : log.StoppedBecause(ingest.Partition));
    }

    /// <summary>Returns why the log cannot be reached; null if all of its readers can reach it.</summary>
    public string? Trouble(IReadOnlyList<IngestStatus> ingests) =>
        ingests.Select(i => i.Source is { } reader ? reader.Trouble : log.Trouble).FirstOrDefault(t => t is not null);
}

/// <summary>Progress of the whole system. Counts are since the start of the silo.</summary>
/// <param name="Source">Where the events come from.</param>
/// <param name="SourceTrouble">Why that cannot be reached; null if it can.</param>
/// <param name="Rebuild">Progress of rebuilding grain state that knew less than the lake; null if all is well.</param>
/// <param name="Partitions">The partitions of the log.</param>
/// <param name="Tables">The last commit of each table of the lake.</param>
/// <param name="Events">Records read.</param>
/// <param name="Duplicates">How many of them repeat a known event.</param>
/// <param name="Quarantined">How many of them cannot be used.</param>
/// <param name="ExportFailures">Export runs that failed.</param>
/// <param name="LastExportFailure">Why the last of them failed.</param>
internal sealed record SystemStatus(
    string Source, string? SourceTrouble, Rebuild? Rebuild, IReadOnlyList<PartitionStatus> Partitions,
    IReadOnlyList<TableExport> Tables, long Events, long Duplicates, long Quarantined, long ExportFailures, string? LastExportFailure);

/// <summary>Progress of a partition: last offsets, -1 for none, and how many events each step is behind.</summary>
/// <param name="Partition">Its number, from 0.</param>
/// <param name="Appended">Last offset in the log.</param>
/// <param name="Applied">Last offset that patients and departments know.</param>
/// <param name="Exported">Last offset that every table of the lake holds.</param>
/// <param name="ApplyLag">Events that are in the log and not applied.</param>
/// <param name="ExportLag">Events that are in the log and not in the lake.</param>
/// <param name="Stopped">Why it is stopped; null if it is not.</param>
internal sealed record PartitionStatus(
    int Partition, long Appended, long Applied, long Exported, long ApplyLag, long ExportLag, string? Stopped);
