using PatientFlow.Network;

namespace PatientFlow.Warehouse;

/// <summary>A passage with the department and the hour that count it.</summary>
/// <param name="Unit">The department.</param>
/// <param name="Hour">The hour of its hospital's day.</param>
/// <param name="IsArrival">Whether the patient came; else left.</param>
public readonly record struct CountedPassage(DepartmentUnit Unit, CensusHour Hour, bool IsArrival);
