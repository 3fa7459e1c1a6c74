namespace PatientFlow.Kafka.Consuming;

/// <summary>One message of a partition.</summary>
/// <param name="Offset">Its place.</param>
/// <param name="Time">The message's time, UTC: when the broker took it, where so configured (Event Hubs is).</param>
/// <param name="Value">The bytes; empty where the message has none. The receiver owns them.</param>
public readonly record struct TopicRecord(long Offset, DateTime Time, byte[] Value);
