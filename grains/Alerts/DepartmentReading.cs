namespace PatientFlow.Alerts;

/// <summary>One department at one look; counts only.</summary>
/// <param name="Key">Such as <c>H3-ICU</c>.</param>
/// <param name="Patients">Open stays located there.</param>
/// <param name="Beds">Staffed beds; 0 for a department without a capacity, which is never too full.</param>
public sealed record DepartmentReading(string Key, int Patients, int Beds);
