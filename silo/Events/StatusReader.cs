using System.Globalization;
using PatientFlow.Export;
using PatientFlow.Ingest;

namespace PatientFlow.Silo.Events;

/// <summary>Puts together what log, ingest grains and exporter say of themselves.</summary>
internal sealed class StatusReader(IGrainFactory grains, IEventSource log, StateOrigin state)
{
    /// <summary>The status now.</summary>
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

    /// <summary>How far each partition is.</summary>
    public Task<IngestStatus[]> ReadPartitionsAsync() => Task.WhenAll(Enumerable.Range(0, log.PartitionCount)
        .Select(p => grains.GetGrain<IIngestGrain>(p.ToString(CultureInfo.InvariantCulture)).GetStatusAsync()));

    /// <summary>A partition beside its log and the lake. What its reader says goes before what this silo has seen once.</summary>
    public PartitionStatus Partition(IngestStatus ingest, ExportStatus export)
    {
        var appended = Math.Max(log.EndOffset(ingest.Partition), ingest.Source?.End ?? 0) - 1;
        var exported = export.Positions[ingest.Partition].Committed;

        // A topic that was made anew ends before what was read of the old one: that is a stop, not a negative lag.
        return new PartitionStatus(
            ingest.Partition, appended, ingest.Applied, exported, Math.Max(0, appended - ingest.Applied),
            Math.Max(0, appended - exported),
            ingest.Source is { } reader ? reader.Stopped : log.StoppedBecause(ingest.Partition));
    }

    /// <summary>Why the log cannot be reached; null where everybody who reads it can.</summary>
    public string? Trouble(IReadOnlyList<IngestStatus> ingests) =>
        ingests.Select(i => i.Source is { } reader ? reader.Trouble : log.Trouble).FirstOrDefault(t => t is not null);
}

/// <summary>
/// How far the system is. Counts are since the start of the silo; a rebuild is there while grain state is made again.
/// </summary>
internal sealed record SystemStatus(
    string Source, string? SourceTrouble, Rebuild? Rebuild, IReadOnlyList<PartitionStatus> Partitions,
    IReadOnlyList<TableExport> Tables, long Events, long Duplicates, long Quarantined, long ExportFailures, string? LastExportFailure);

/// <summary>
/// Last offsets of a partition, -1 for none, how many events each step is behind the log, and why it is
/// stopped, if it is.
/// </summary>
internal sealed record PartitionStatus(
    int Partition, long Appended, long Applied, long Exported, long ApplyLag, long ExportLag, string? Stopped);
