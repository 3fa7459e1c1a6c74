using PatientFlow.Network;

namespace PatientFlow.Warehouse;

/// <summary>Patients of a department at a time.</summary>
/// <param name="Unit">The department.</param>
/// <param name="At">The time, UTC: an hour of the hospital's day begins.</param>
/// <param name="Patients">Patients who are in then.</param>
public readonly record struct CensusCount(DepartmentUnit Unit, DateTime At, int Patients);
