namespace PatientFlow.Kafka.Consuming;

/// <summary>Limits of a reader.</summary>
public sealed record TopicReaderOptions
{
    /// <summary>
    /// Number of messages of one partition that may wait before it is paused. More means fewer pauses if the reader is
    /// slower than the broker, and costs memory.
    /// </summary>
    public int BufferedRecordsMax { get; init; } = 16_000;

    /// <summary>
    /// Number of bytes of one partition that may wait before it is paused; one further message may be held.
    /// </summary>
    public int BufferedBytesMax { get; init; } = 8 * 1024 * 1024;

    /// <summary>How long opening waits for the first answer of a broker before it fails.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gaps that a person has accepted: the offset at which a partition continues although earlier messages are lost.
    /// </summary>
    public IReadOnlyDictionary<int, long> AcceptedGaps { get; init; } = new Dictionary<int, long>();
}
