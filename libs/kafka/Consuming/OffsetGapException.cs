namespace PatientFlow.Kafka.Consuming;

/// <summary>The requested offset is no longer available; a person must decide how to continue.</summary>
public sealed class OffsetGapException : TopicException
{
    private OffsetGapException(string message, bool isHole)
        : base(message) => IsHole = isHole;

    /// <summary>
    /// Whether records are missing between two existing ones, which the bounds of the log do not show.
    /// </summary>
    internal bool IsHole { get; }

    /// <summary>The retention has passed: the log now begins after the offset.</summary>
    internal static OffsetGapException Passed(int partition, long wanted, long low) => new(
        $"Partition {partition} is stopped: offset {wanted} is wanted, the topic begins at {low}. "
        + $"{low - wanted} events are gone (retention). "
        + $"To go on without them: --accept-gap {partition}:{low}; see docs/kafka.md.",
        isHole: false);

    /// <summary>The log ends before the offset: it is a different log from the one read so far.</summary>
    internal static OffsetGapException Recreated(int partition, long wanted, long high) => new(
        $"Partition {partition} is stopped: offset {wanted} is wanted, the topic ends at {high}. "
        + "It is not the topic that was read so far (made anew?). Start with a new data folder; see docs/kafka.md.",
        isHole: false);

    /// <summary>The log has nothing between two offsets.</summary>
    internal static OffsetGapException Hole(int partition, long wanted, long next) => new(
        $"Partition {partition} is stopped: offset {wanted} is wanted, the next in the topic is {next}. "
        + "Compacted topics and transactions leave such holes. "
        + $"To go on: --accept-gap {partition}:{next}; see docs/kafka.md.",
        isHole: true);
}
