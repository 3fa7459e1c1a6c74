using PatientFlow.Kpi;
using PatientFlow.Places;

namespace PatientFlow.Silo.Api;

/// <summary>A hospital's beds and patients.</summary>
internal sealed record HospitalView
{
    /// <summary>Its number in the network.</summary>
    /// <example>3</example>
    public required int HospitalId { get; init; }

    /// <summary>Its name.</summary>
    /// <example>MHA Riverside General</example>
    public required string HospitalName { get; init; }

    /// <summary>Staffed beds of its departments.</summary>
    /// <example>190</example>
    public required int Capacity { get; init; }

    /// <summary>Patients with an open stay in one of its departments.</summary>
    /// <example>151</example>
    public required int Occupancy { get; init; }

    /// <summary>Patients in percent of staffed beds, one digit; 0 without beds, over 100 if it is crowded.</summary>
    /// <example>79.5</example>
    public required double OccupancyPercent { get; init; }

    /// <summary>Number of its departments.</summary>
    /// <example>7</example>
    public required int Departments { get; init; }

    /// <summary>Adds up the departments of one hospital.</summary>
    public static HospitalView Of(IGrouping<int, DepartmentCensus> hospital)
    {
        var (beds, patients) = (hospital.Sum(d => d.Capacity), hospital.Sum(d => d.Occupancy));
        return new HospitalView
        {
            HospitalId = hospital.Key,
            HospitalName = hospital.First().HospitalName,
            Capacity = beds,
            Occupancy = patients,
            OccupancyPercent = OccupancyKpi.OfBeds(patients, beds),
            Departments = hospital.Count(),
        };
    }
}
