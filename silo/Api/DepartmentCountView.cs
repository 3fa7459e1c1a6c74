using PatientFlow.Kpi;
using PatientFlow.Places;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Api;

/// <summary>Patients of a department at a time.</summary>
internal sealed record DepartmentCountView
{
    /// <summary>The department.</summary>
    /// <example>H3-ICU</example>
    public required string DepartmentKey { get; init; }

    /// <summary>Its name.</summary>
    /// <example>ICU</example>
    public required string Department { get; init; }

    /// <summary>Its hospital.</summary>
    /// <example>3</example>
    public required int HospitalId { get; init; }

    /// <summary>The time of the count, UTC: an hour of the hospital's day begins; null for now.</summary>
    /// <example>2026-01-02T10:00:00Z</example>
    public DateTime? CountedAt { get; init; }

    /// <summary>Patients who are in.</summary>
    /// <example>17</example>
    public required int Patients { get; init; }

    /// <summary>Staffed beds, as the network file has them now.</summary>
    /// <example>20</example>
    public required int Capacity { get; init; }

    /// <summary>Patients in percent of these beds, one digit; 0 without beds.</summary>
    /// <example>85.0</example>
    public required double OccupancyPercent { get; init; }

    public static DepartmentCountView Of(DepartmentCensus census) => new()
    {
        DepartmentKey = census.Key,
        Department = census.Department,
        HospitalId = census.HospitalId,
        Patients = census.Occupancy,
        Capacity = census.Capacity,
        OccupancyPercent = OccupancyKpi.OfBeds(census.Occupancy, census.Capacity),
    };

    public static DepartmentCountView Of(CensusCount count) => new()
    {
        DepartmentKey = count.Unit.Key,
        Department = count.Unit.Department,
        HospitalId = count.Unit.HospitalId,
        CountedAt = count.At,
        Patients = count.Patients,
        Capacity = count.Unit.Capacity,
        OccupancyPercent = OccupancyKpi.OfBeds(count.Patients, count.Unit.Capacity),
    };
}
