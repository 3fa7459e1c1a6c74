using PatientFlow.Network;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Api;

/// <summary>Who came to a department and left it in an hour.</summary>
internal sealed record FlowHourView
{
    /// <summary>When the hour begins, UTC: an hour of the hospital's day.</summary>
    /// <example>2026-01-02T10:00:00Z</example>
    public required DateTime Hour { get; init; }

    /// <summary>The department.</summary>
    /// <example>H3-ICU</example>
    public required string DepartmentKey { get; init; }

    /// <summary>Its hospital.</summary>
    /// <example>3</example>
    public required int HospitalId { get; init; }

    /// <summary>Patients who came in the hour, from another department too.</summary>
    /// <example>2</example>
    public required int Arrivals { get; init; }

    /// <summary>Patients who left in the hour, for another department too.</summary>
    /// <example>1</example>
    public required int Departures { get; init; }

    /// <summary>Patients who are in when the hour ends.</summary>
    /// <example>17</example>
    public required int Patients { get; init; }

    public static FlowHourView Of(CensusRow row, DepartmentUnit unit) => new()
    {
        Hour = row.Hour.Begins,
        DepartmentKey = unit.Key,
        HospitalId = unit.HospitalId,
        Arrivals = row.Arrivals,
        Departures = row.Departures,
        Patients = row.Patients,
    };
}
