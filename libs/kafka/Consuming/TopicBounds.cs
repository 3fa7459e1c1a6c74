namespace PatientFlow.Kafka.Consuming;

/// <summary>First and last offset of a partition.</summary>
/// <param name="Low">The first available offset.</param>
/// <param name="High">The offset after the last one.</param>
public readonly record struct TopicBounds(long Low, long High);
