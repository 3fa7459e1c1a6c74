namespace PatientFlow.Kafka.Consuming;

/// <summary>Where a partition begins and ends.</summary>
/// <param name="Low">The first offset that is there.</param>
/// <param name="High">The offset after the last one.</param>
public readonly record struct TopicBounds(long Low, long High);
