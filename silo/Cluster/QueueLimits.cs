namespace PatientFlow.Silo.Cluster;

/// <summary>How much of a partition is read at once and ahead, and how failures are paced.</summary>
internal sealed class QueueLimits
{
    /// <summary>
    /// Events in one delivery, at most. Default 1,000: an ingest grain calls each patient of a delivery once, so fewer
    /// cost calls; more make a delivery outlast the 30 s after which Orleans takes a call for lost.
    /// </summary>
    public int BatchEventsMax { get; set; } = 1000;

    /// <summary>
    /// Batches that are read before the grain has taken one, at most (I-15). Default 4: enough that reading and applying
    /// overlap. An event has at most 1 MiB and usually 1 KiB, so a partition has usually 4 MiB ahead.
    /// </summary>
    public int BatchesAheadMax { get; set; } = 4;

    /// <summary>
    /// How long a log may be quiet before its ingest grain is given a batch without events. Default 1 s. A grain that
    /// was lost with its silo is found so, and says from where it must be told again, although no event comes.
    /// </summary>
    public TimeSpan Quiet { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Pause between two looks of an agent that found nothing to do. Default 50 ms.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The wait after a first failure; it doubles with each one that follows. Default 100 ms.</summary>
    public TimeSpan RetryDelayMin { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between tries. Default 5 s.</summary>
    public TimeSpan RetryDelayMax { get; set; } = TimeSpan.FromSeconds(5);
}
