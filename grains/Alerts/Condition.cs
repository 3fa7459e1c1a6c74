namespace PatientFlow.Alerts;

/// <summary>Something that a look found wrong.</summary>
/// <param name="Key">Cause and subject.</param>
/// <param name="Detail">What was seen; names no patient.</param>
internal sealed record Condition(AlertKey Key, string Detail);
