namespace PatientFlow.Kafka.Consuming;

/// <summary>One message of a partition.</summary>
/// <param name="Offset">Its offset.</param>
/// <param name="Time">Its time, UTC: when the broker received it, if so configured (as Event Hubs is).</param>
/// <param name="Value">Its bytes; empty if the message has none. The receiver owns them.</param>
public readonly record struct TopicRecord(long Offset, DateTime Time, byte[] Value);
