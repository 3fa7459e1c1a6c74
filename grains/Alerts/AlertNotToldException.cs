namespace PatientFlow.Alerts;

/// <summary>The receiver did not confirm a notice.</summary>
public sealed class AlertNotToldException(string message, Exception? innerException = null)
    : Exception(message, innerException);
