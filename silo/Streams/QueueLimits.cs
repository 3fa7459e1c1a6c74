namespace PatientFlow.Silo.Streams;

/// <summary>How much of a partition is read at once and ahead, and how failures are paced.</summary>
internal sealed class QueueLimits
{
    /// <summary>Events of one read, at most. Default 1,000.</summary>
    public int BatchEventsMax { get; set; } = 1000;

    /// <summary>
    /// Events that are read before the grain has taken them, at most (I-15), and so in one delivery. Default 4,000: an
    /// ingest grain calls each patient, department and bed of a delivery once, so a partition that is behind costs less
    /// than half the calls an event that one costs which is not.
    /// </summary>
    public int EventsAheadMax { get; set; } = 4000;

    /// <summary>Bytes of payload after which nothing more is read ahead. Default 16 MiB; an event has at most 1 MiB.</summary>
    public int BytesAheadMax { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// How long a delivery may take, going by the one before it; where that is not enough for all that waits, it has less.
    /// Default 1 s: events wait no longer for those that came with them, and a grain that is slow stays far from the 30 s
    /// after which Orleans takes a call for lost.
    /// </summary>
    public TimeSpan DeliveryTime { get; set; } = TimeSpan.FromSeconds(1);

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
