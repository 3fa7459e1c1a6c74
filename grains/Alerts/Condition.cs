namespace PatientFlow.Alerts;

/// <summary>Something wrong that a look found.</summary>
/// <param name="Key">Cause and subject.</param>
/// <param name="Detail">What was seen. It never names a patient.</param>
internal sealed record Condition(AlertKey Key, string Detail);
