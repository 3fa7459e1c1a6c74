namespace PatientFlow.Kafka;

/// <summary>A topic cannot be used. The message is for a person and contains no secret.</summary>
public class TopicException(string message, Exception? inner = null) : Exception(message, inner);
