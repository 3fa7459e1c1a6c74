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

/// <summary>
/// Progress of the whole system. Counts are since the start of the silo; a rebuild is present while grain state is
/// being rebuilt.
/// </summary>
internal sealed record SystemStatus(
    string Source, string? SourceTrouble, Rebuild? Rebuild, IReadOnlyList<PartitionStatus> Partitions,
    IReadOnlyList<TableExport> Tables, long Events, long Duplicates, long Quarantined, long ExportFailures, string? LastExportFailure);

/// <summary>
/// Last offsets of a partition (-1 for none), how many events each step is behind the log, and why it is stopped, if it
/// is.
/// </summary>
internal sealed record PartitionStatus(
    int Partition, long Appended, long Applied, long Exported, long ApplyLag, long ExportLag, string? Stopped);
