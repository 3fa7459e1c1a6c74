using PatientFlow.Alerts;
using PatientFlow.Kpi;
using PatientFlow.Places;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Api;

/// <summary>A department's counts.</summary>
/// <remarks>
/// State is <c>open</c>, <c>filling</c> or <c>nearly_full</c> (from the limits that alerts have too), <c>full</c>,
/// <c>over</c>, or <c>no_beds</c>. Conflicts are beds that several patients claim. Free is what
/// docs/glossary.md says; beds counts them by state.
/// </remarks>
internal sealed record DepartmentView(
    string Key, int HospitalId, string HospitalName, string Department, int Capacity, int Occupancy,
    double OccupancyPercent, string State, int OverCapacity, int WithoutBed, int Conflicts, IReadOnlyDictionary<string, int> ByGender,
    int Free, IReadOnlyDictionary<string, int> Beds)
{
    public static DepartmentView Of(DepartmentCensus c, AlertLimits limits) => new(
        c.Key, c.HospitalId, c.HospitalName, c.Department, c.Capacity, c.Occupancy, OccupancyKpi.OfBeds(c.Occupancy, c.Capacity),
        FullnessRules.Of(c.Occupancy, c.Capacity, limits.OccupancyHighPercent, limits.OccupancyCriticalPercent).Name(),
        c.OverCapacity, c.WithoutBed, CensusRules.Conflicts(c.Patients).Length, c.ByGender,
        c.Free, c.Beds.IsDefault ? [] : c.Beds.ToDictionary(b => BedStatusReading.Name(b.Status), b => b.Beds));
}
