namespace PatientFlow.Alerts;

/// <summary>What there is one alert of at a time.</summary>
internal readonly record struct AlertKey(AlertCause Cause, string Subject);
