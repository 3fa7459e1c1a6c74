using PatientFlow.Places;

namespace PatientFlow.Silo.Api;

/// <summary>A patient in a department or bed.</summary>
internal sealed record OccupantView
{
    /// <summary>The patient.</summary>
    /// <example>p-1</example>
    public required string PatientId { get; init; }

    /// <summary>Gender, if known.</summary>
    /// <example>Female</example>
    public string? Gender { get; init; }

    /// <summary>Bed, if known.</summary>
    /// <example>H3-ICU-7</example>
    public string? BedId { get; init; }

    /// <summary>When the patient came to this place, UTC, by the event's own time.</summary>
    /// <example>2026-01-01T10:00:00Z</example>
    public required DateTime Since { get; init; }

    public static OccupantView Of(CensusChange change) => new()
    {
        PatientId = change.PatientId, Gender = change.Gender, BedId = change.BedId, Since = change.Since,
    };
}
