namespace PatientFlow.EventHubs;

/// <summary>An Event Hub cannot be used; the message is for people, names no secret and says what to do.</summary>
public class HubException(string message, Exception? inner = null) : Exception(message, inner);
