namespace PatientFlow.Delivery;

/// <summary>Events could not be delivered; the message is for the person at the terminal.</summary>
public sealed class DeliveryException(string message, Exception? inner = null) : Exception(message, inner);
