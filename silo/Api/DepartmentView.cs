using PatientFlow.Kpi;
using PatientFlow.Places;

namespace PatientFlow.Silo.Api;

/// <summary>A department's counts.</summary>
internal sealed record DepartmentView(
    string Key, int HospitalId, string HospitalName, string Department, int Capacity, int Occupancy,
    double OccupancyPercent, int OverCapacity, int WithoutBed, IReadOnlyDictionary<string, int> ByGender)
{
    public static DepartmentView Of(DepartmentCensus c) => new(
        c.Key, c.HospitalId, c.HospitalName, c.Department, c.Capacity, c.Occupancy, OccupancyKpi.OfBeds(c.Occupancy, c.Capacity),
        c.OverCapacity, c.WithoutBed, c.ByGender);
}
