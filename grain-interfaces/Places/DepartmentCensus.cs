using System.Collections.Immutable;

namespace PatientFlow.Places;

/// <summary>Current state of a department.</summary>
[GenerateSerializer, Immutable, Alias("department-census")]
public sealed record DepartmentCensus
{
    /// <summary>Key such as <c>H3-ICU</c>.</summary>
    [Id(0)] public required string Key { get; init; }

    /// <summary>Hospital of the network.</summary>
    [Id(1)] public required int HospitalId { get; init; }

    /// <summary>Its name.</summary>
    [Id(2)] public required string HospitalName { get; init; }

    /// <summary>Name of the department.</summary>
    [Id(3)] public required string Department { get; init; }

    /// <summary>Staffed beds.</summary>
    [Id(4)] public required int Capacity { get; init; }

    /// <summary>Patients with an open stay in the department.</summary>
    [Id(5)] public required int Occupancy { get; init; }

    /// <summary>The same by gender; <c>Unknown</c> if none is known.</summary>
    [Id(6)] public required ImmutableSortedDictionary<string, int> ByGender { get; init; }

    /// <summary>Patients in the department whose bed is not known.</summary>
    [Id(7)] public required int WithoutBed { get; init; }

    /// <summary>All patients in the department, by patient id.</summary>
    [Id(8)] public required ImmutableArray<CensusChange> Patients { get; init; }

    /// <summary>
    /// Free beds (docs/glossary.md): beds that are available, less the patients whose bed is not known, since each of
    /// them lies in one; never below 0.
    /// </summary>
    [Id(9)] public int Free { get; init; }

    /// <summary>Beds by state; states that no bed has are absent. Default from a silo of an earlier version.</summary>
    [Id(10)] public ImmutableArray<BedStatusCount> Beds { get; init; } = [];

    /// <summary>Patients beyond the staffed beds.</summary>
    public int OverCapacity => Math.Max(0, Occupancy - Capacity);
}
