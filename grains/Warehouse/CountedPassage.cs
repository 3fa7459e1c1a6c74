using PatientFlow.Network;

namespace PatientFlow.Warehouse;

/// <summary>A passage with the department and the hour in which it counts.</summary>
/// <param name="Unit">The department.</param>
/// <param name="Hour">The hour of its hospital's day.</param>
/// <param name="IsArrival">True for an arrival, false for a departure.</param>
/// <param name="Count">1, or -1 for one that takes back another.</param>
public readonly record struct CountedPassage(DepartmentUnit Unit, CensusHour Hour, bool IsArrival, int Count)
{
    /// <summary>How many more patients are present after it.</summary>
    public int Change => IsArrival ? Count : -Count;
}
