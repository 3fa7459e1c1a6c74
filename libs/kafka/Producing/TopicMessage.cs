namespace PatientFlow.Kafka.Producing;

/// <summary>A message to send; messages with the same key stay in order.</summary>
/// <param name="Key">Determines the partition; null for any.</param>
/// <param name="Value">The payload.</param>
public readonly record struct TopicMessage(byte[]? Key, byte[] Value);
