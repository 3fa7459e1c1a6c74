using PatientFlow.Alerts;
using PatientFlow.Kpi;
using PatientFlow.Places;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Api;

/// <summary>A department's counts. It names no patient.</summary>
internal sealed record DepartmentView
{
    /// <summary>Its key.</summary>
    /// <example>H3-ICU</example>
    public required string Key { get; init; }

    /// <summary>Its hospital.</summary>
    /// <example>3</example>
    public required int HospitalId { get; init; }

    /// <summary>Name of its hospital.</summary>
    /// <example>MHA Riverside General</example>
    public required string HospitalName { get; init; }

    /// <summary>Its name.</summary>
    /// <example>ICU</example>
    public required string Department { get; init; }

    /// <summary>Staffed beds.</summary>
    /// <example>20</example>
    public required int Capacity { get; init; }

    /// <summary>Patients with an open stay in it.</summary>
    /// <example>17</example>
    public required int Occupancy { get; init; }

    /// <summary>Patients in percent of staffed beds, one digit; 0 without beds, over 100 if it is crowded.</summary>
    /// <example>85.0</example>
    public required double OccupancyPercent { get; init; }

    /// <summary>
    /// `open`; `filling` and `nearly_full` from the limits that alerts have too; `full`, `over`; `no_beds` if it has none.
    /// </summary>
    /// <example>filling</example>
    public required string State { get; init; }

    /// <summary>Patients beyond the staffed beds.</summary>
    /// <example>0</example>
    public required int OverCapacity { get; init; }

    /// <summary>Patients whose bed is not known.</summary>
    /// <example>1</example>
    public required int WithoutBed { get; init; }

    /// <summary>Beds that several patients claim.</summary>
    /// <example>0</example>
    public required int Conflicts { get; init; }

    /// <summary>Beds that a patient can be put into now: nobody is in them, they can be used, and no patient without a bed needs one.</summary>
    /// <example>3</example>
    public required int Free { get; init; }

    /// <summary>Beds by state: `available`, `reserved`, `occupied`, `dirty`, `blocked`, `closed`, `contaminated`, `isolated`.</summary>
    public required IReadOnlyDictionary<string, int> Beds { get; init; }

    /// <summary>Patients by gender; `Unknown` where none is known.</summary>
    public required IReadOnlyDictionary<string, int> ByGender { get; init; }

    public static DepartmentView Of(DepartmentCensus c, AlertLimits limits) => new()
    {
        Key = c.Key,
        HospitalId = c.HospitalId,
        HospitalName = c.HospitalName,
        Department = c.Department,
        Capacity = c.Capacity,
        Occupancy = c.Occupancy,
        OccupancyPercent = OccupancyKpi.OfBeds(c.Occupancy, c.Capacity),
        State = FullnessRules.Of(c.Occupancy, c.Capacity, limits.OccupancyHighPercent, limits.OccupancyCriticalPercent).Name(),
        OverCapacity = c.OverCapacity,
        WithoutBed = c.WithoutBed,
        Conflicts = CensusRules.Conflicts(c.Patients).Length,
        Free = c.Free,
        Beds = c.Beds.IsDefault ? new Dictionary<string, int>() : c.Beds.ToDictionary(b => BedStatusReading.Name(b.Status), b => b.Beds),
        ByGender = c.ByGender,
    };
}
