namespace PatientFlow.Tests.Kpi;

/// <summary>A department of a hospital.</summary>
internal sealed record RawDepartment(string Key, string Name, int Hospital, int Beds);
