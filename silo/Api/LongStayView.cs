using PatientFlow.Kpi;
using PatientFlow.Patients;

namespace PatientFlow.Silo.Api;

/// <summary>An open stay, and how long it lasts already.</summary>
internal sealed record LongStayView
{
    /// <summary>The patient.</summary>
    /// <example>p-1</example>
    public required string PatientId { get; init; }

    /// <summary>Key of the stay in `gold/fact_stay`.</summary>
    /// <example>12884901889</example>
    public required long StaySk { get; init; }

    /// <summary>The department.</summary>
    /// <example>H3-ICU</example>
    public required string? DepartmentKey { get; init; }

    /// <summary>The bed, if known.</summary>
    /// <example>H3-ICU-7</example>
    public string? BedId { get; init; }

    /// <summary>When the stay began, UTC.</summary>
    /// <example>2026-01-01T10:00:00Z</example>
    public required DateTime AdmissionTime { get; init; }

    /// <summary>When it was expected to end, UTC.</summary>
    /// <example>2026-01-04T10:00:00Z</example>
    public DateTime? ExpectedDischargeTime { get; init; }

    /// <summary>How long it lasts, in hours.</summary>
    /// <example>206.5</example>
    public required double LosHrs { get; init; }

    /// <summary>How many midnights (UTC) it spans.</summary>
    /// <example>9</example>
    public required int Midnights { get; init; }

    /// <summary>Whether it was expected to have ended.</summary>
    /// <example>true</example>
    public required bool BeyondExpected { get; init; }

    public static LongStayView Of(string patientId, Stay stay, StayUntilNow until) => new()
    {
        PatientId = patientId,
        StaySk = stay.StaySk,
        DepartmentKey = stay.Place.DepartmentKey,
        BedId = stay.Place.BedId,
        AdmissionTime = stay.AdmissionTime,
        ExpectedDischargeTime = stay.ExpectedDischargeTime,
        LosHrs = until.Hours,
        Midnights = until.Midnights,
        BeyondExpected = until.BeyondExpected,
    };
}
