namespace PatientFlow.Alerts;

/// <summary>Identifies an alert: at most one is active per key.</summary>
internal readonly record struct AlertKey(AlertCause Cause, string Subject);
