using PatientFlow.Patients;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Api;

/// <summary>A stay from admission to discharge.</summary>
internal sealed record StayView
{
    /// <summary>Its key in `gold/fact_stay`.</summary>
    /// <example>12884901889</example>
    public required long StaySk { get; init; }

    /// <summary>When it began, UTC.</summary>
    /// <example>2026-01-01T10:00:00Z</example>
    public required DateTime AdmissionTime { get; init; }

    /// <summary>When it ended, UTC; null while it lasts.</summary>
    /// <example>2026-01-04T09:00:00Z</example>
    public DateTime? DischargeTime { get; init; }

    /// <summary>When it is expected to end, UTC.</summary>
    /// <example>2026-01-04T10:00:00Z</example>
    public DateTime? ExpectedDischargeTime { get; init; }

    /// <summary>Its length in hours; null while it lasts, and where one of its times is wrong.</summary>
    /// <example>71.0</example>
    public double? LengthOfStayHrs { get; init; }

    /// <summary>Where it began.</summary>
    public required Place AdmittedTo { get; init; }

    /// <summary>Where the patient is, or was last.</summary>
    public required Place Place { get; init; }

    /// <summary>Event time of the last movement, UTC.</summary>
    /// <example>2026-01-02T08:00:00Z</example>
    public required DateTime MovedAt { get; init; }

    /// <summary>Movements after the admission.</summary>
    /// <example>1</example>
    public int Transfers { get; init; }

    /// <summary>`Emergency`, `Urgent`, `Scheduled` or `Transfer`.</summary>
    /// <example>Emergency</example>
    public string? AdmissionPriority { get; init; }

    /// <summary>The last known diagnosis: code and label, joined by the first hyphen.</summary>
    /// <example>I21-Heart Attack</example>
    public string? DiagnosisCode { get; init; }

    /// <summary>How it ended.</summary>
    /// <example>Discharged-Home</example>
    public string? DischargeStatus { get; init; }

    public static StayView Of(Stay stay) => new()
    {
        StaySk = stay.StaySk,
        AdmissionTime = stay.AdmissionTime,
        DischargeTime = stay.DischargeTime,
        ExpectedDischargeTime = stay.ExpectedDischargeTime,
        LengthOfStayHrs = StayLength.Of(stay),
        AdmittedTo = stay.AdmittedTo,
        Place = stay.Place,
        MovedAt = stay.MovedAt,
        Transfers = stay.Transfers,
        AdmissionPriority = stay.AdmissionPriority,
        DiagnosisCode = stay.DiagnosisCode,
        DischargeStatus = stay.DischargeStatus,
    };
}
