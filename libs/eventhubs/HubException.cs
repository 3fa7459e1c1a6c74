namespace PatientFlow.EventHubs;

/// <summary>An Event Hub cannot be used. The message is for people, contains no secret and says what to do.</summary>
public class HubException(string message, Exception? inner = null) : Exception(message, inner);
