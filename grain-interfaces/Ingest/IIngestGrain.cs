using Orleans.Concurrency;
using PatientFlow.Calls;
using PatientFlow.Export;

namespace PatientFlow.Ingest;

/// <summary>Reads one partition of the log; the key is the partition's number.</summary>
[Alias("ingest")]
public interface IIngestGrain : IGrainWithStringKey
{
    /// <summary>
    /// Closes what was applied so far, makes the grain state behind it durable and writes its data files. Returns the
    /// same export again until <see cref="CommittedAsync"/> is called; null if there is nothing.
    /// </summary>
    [AlwaysInterleave, Alias("prepare"), ResponseTimeout(CallTimeouts.Prepare)]
    Task<PartitionExport?> PrepareAsync();

    /// <summary>Notes that the lake holds everything up to an offset.</summary>
    [AlwaysInterleave, Alias("committed")]
    Task CommittedAsync(long offset);

    /// <summary>Restarts the partition from what the lake holds, because its last export did not fit there.</summary>
    [AlwaysInterleave, Alias("restart")]
    Task RestartAsync();

    /// <summary>Reports what the silo that reads the partition knows of its log. It is repeated every second.</summary>
    [AlwaysInterleave, Alias("source")]
    Task NoteSourceAsync(SourceReading reading);

    /// <summary>Returns the partition's progress.</summary>
    [AlwaysInterleave, Alias("status")]
    Task<IngestStatus> GetStatusAsync();

    /// <summary>Returns what became of an event; null if it is not among the partition's last ones.</summary>
    [AlwaysInterleave, Alias("find-event")]
    Task<AppliedEvent?> FindEventAsync(string eventId);
}
