namespace PatientFlow.Silo.Api;

/// <summary>A department with its patients.</summary>
/// <param name="Census">Its counts.</param>
/// <param name="Patients">Its patients, by id; one page of them.</param>
internal sealed record DepartmentDetailView(DepartmentView Census, IReadOnlyList<OccupantView> Patients);
