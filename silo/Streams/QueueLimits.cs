namespace PatientFlow.Silo.Streams;

/// <summary>Limits of reading a partition, and the pacing of retries.</summary>
internal sealed class QueueLimits
{
    /// <summary>Maximum number of events of one read. Default 1,000.</summary>
    public int BatchEventsMax { get; set; } = 1_000;

    /// <summary>
    /// Maximum number of events that are read ahead of the grain (I-15), and so of one delivery. Default 10,000. An
    /// ingest grain asks each patient and department once per delivery, so a partition that is behind needs less
    /// than half the calls per event of one that is not.
    /// </summary>
    public int EventsAheadMax { get; set; } = 10_000;

    /// <summary>
    /// Number of payload bytes after which reading ahead stops. Default 16 MiB; an event has at most 1 MiB.
    /// </summary>
    public int BytesAheadMax { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// Target duration of a delivery, estimated from the one before; a delivery has fewer events if they would take
    /// longer. Default 1 s: events then hardly wait for others in the same delivery, and a slow grain stays far from
    /// the 30 s after which Orleans considers a call lost.
    /// </summary>
    public TimeSpan DeliveryTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a log may be quiet before its ingest grain receives a batch without events. Default 1 s. This detects a
    /// grain that was lost with its silo, which then says where to resume although no event comes.
    /// </summary>
    public TimeSpan Quiet { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Pause of an agent that found nothing to do. Default 50 ms.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Pause after the first failure; it doubles with each further one. Default 100 ms.</summary>
    public TimeSpan RetryDelayMin { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause between attempts. Default 5 s.</summary>
    public TimeSpan RetryDelayMax { get; set; } = TimeSpan.FromSeconds(5);
}
