namespace PatientFlow.Alerts;

/// <summary>A notice was not confirmed by its receiver.</summary>
public sealed class AlertNotToldException(string message, Exception? innerException = null)
    : Exception(message, innerException);
