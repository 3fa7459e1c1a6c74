using PatientFlow.Places;

namespace PatientFlow.Silo.Api;

/// <summary>A department's counts.</summary>
internal sealed record DepartmentView(
    string Key, int HospitalId, string HospitalName, string Department, int Capacity, int Occupancy,
    double OccupancyPercent, int OverCapacity, int WithoutBed, IReadOnlyDictionary<string, int> ByGender)
{
    public static DepartmentView Of(DepartmentCensus c) => new(
        c.Key, c.HospitalId, c.HospitalName, c.Department, c.Capacity, c.Occupancy, c.OccupancyPercent, c.OverCapacity,
        c.WithoutBed, c.ByGender);
}
