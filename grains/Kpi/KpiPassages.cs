namespace PatientFlow.Kpi;

/// <summary>Who came and left in an hour, as <c>fact_census</c> has it.</summary>
/// <param name="DepartmentSk">The department.</param>
/// <param name="Day">Day of the hospital that the hour is in.</param>
/// <param name="Arrivals">Patients who came, from another department too.</param>
/// <param name="Departures">Patients who left, for another department too.</param>
public readonly record struct KpiPassages(long DepartmentSk, DateOnly Day, int Arrivals, int Departures);
