using PatientFlow.Network;

namespace PatientFlow.Warehouse;

/// <summary>A passage with the department and the hour in which it counts.</summary>
/// <param name="Unit">The department.</param>
/// <param name="Hour">The hour of its hospital's day.</param>
/// <param name="IsArrival">True for an arrival, false for a departure.</param>
public readonly record struct CountedPassage(DepartmentUnit Unit, CensusHour Hour, bool IsArrival);
