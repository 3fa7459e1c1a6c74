namespace PatientFlow.Kpi;

/// <summary>A department of a hospital.</summary>
/// <param name="Name">Its name, which departments of other hospitals have too.</param>
/// <param name="HospitalId">Hospital of the network.</param>
/// <param name="HospitalName">Name of the hospital.</param>
/// <param name="Beds">Staffed beds.</param>
public sealed record KpiDepartment(string Name, int HospitalId, string HospitalName, int Beds);
