using Orleans.Concurrency;
using PatientFlow.Calls;
using PatientFlow.Export;

namespace PatientFlow.Ingest;

/// <summary>Reads one partition of the log; the key is the partition's number.</summary>
[Alias("ingest")]
public interface IIngestGrain : IGrainWithStringKey
{
    /// <summary>
    /// Closes what was applied so far, makes the state behind it durable, writes its data files. Until
    /// <see cref="CommittedAsync"/> the same export is returned again. Null where there is nothing.
    /// </summary>
    [AlwaysInterleave, Alias("prepare"), ResponseTimeout(CallTimeouts.Prepare)]
    Task<PartitionExport?> PrepareAsync();

    /// <summary>The lake holds everything up to an offset.</summary>
    [AlwaysInterleave, Alias("committed")]
    Task CommittedAsync(long offset);

    /// <summary>Starts again from what the lake holds, because the last export did not fit there.</summary>
    [AlwaysInterleave, Alias("restart")]
    Task RestartAsync();

    /// <summary>What the silo that reads the partition knows of its log; said again every second.</summary>
    [AlwaysInterleave, Alias("source")]
    Task NoteSourceAsync(SourceReading reading);

    /// <summary>How far the partition is.</summary>
    [AlwaysInterleave, Alias("status")]
    Task<IngestStatus> GetStatusAsync();
}
