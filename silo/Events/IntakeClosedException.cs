namespace PatientFlow.Silo.Events;

/// <summary>The log takes no events now; the message says why. None of the request, or a first part of it, was taken.</summary>
internal sealed class IntakeClosedException(string message) : Exception(message);
