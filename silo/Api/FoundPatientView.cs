using PatientFlow.Places;

namespace PatientFlow.Silo.Api;

/// <summary>A patient who is in a department.</summary>
internal sealed record FoundPatientView
{
    /// <summary>The patient.</summary>
    /// <example>p-1</example>
    public required string PatientId { get; init; }

    /// <summary>Gender, if known.</summary>
    /// <example>Female</example>
    public string? Gender { get; init; }

    /// <summary>The hospital.</summary>
    /// <example>3</example>
    public required int HospitalId { get; init; }

    /// <summary>The department.</summary>
    /// <example>H3-ICU</example>
    public required string DepartmentKey { get; init; }

    /// <summary>The bed, if known.</summary>
    /// <example>H3-ICU-7</example>
    public string? BedId { get; init; }

    /// <summary>When the patient came to this place, UTC, by the event's own time.</summary>
    /// <example>2026-01-01T10:00:00Z</example>
    public required DateTime Since { get; init; }

    public static FoundPatientView Of(DepartmentCensus census, CensusChange patient) => new()
    {
        PatientId = patient.PatientId,
        Gender = patient.Gender,
        HospitalId = census.HospitalId,
        DepartmentKey = census.Key,
        BedId = patient.BedId,
        Since = patient.Since,
    };
}
