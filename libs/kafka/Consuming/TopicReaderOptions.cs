namespace PatientFlow.Kafka.Consuming;

/// <summary>Limits of a reader.</summary>
public sealed record TopicReaderOptions
{
    /// <summary>
    /// Messages of one partition that wait to be read before it is paused. More buys fewer pauses where the reader is
    /// slower than the broker, and costs memory.
    /// </summary>
    public int BufferedRecordsMax { get; init; } = 16_000;

    /// <summary>Bytes of one partition that wait before it is paused; one message more may be held.</summary>
    public int BufferedBytesMax { get; init; } = 8 * 1024 * 1024;

    /// <summary>How long the first answer of a broker may take before opening fails.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gaps that a person has accepted: the offset at which a partition goes on although what lies before it is lost.
    /// </summary>
    public IReadOnlyDictionary<int, long> AcceptedGaps { get; init; } = new Dictionary<int, long>();
}
