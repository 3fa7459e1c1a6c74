namespace PatientFlow.Silo.Api;

/// <summary>
/// An event as producers send it. A field that is missing or wrong is flagged, not refused: only what is no JSON, or names
/// neither patient nor event, goes to quarantine.
/// </summary>
/// <remarks>For the description alone: the reader of events takes bytes (grains/Quality).</remarks>
internal sealed record SentEventView
{
    /// <summary>Kind: `ADMISSION`, `TRANSFER`, `UPDATE`, `VITALS` or `DISCHARGE`.</summary>
    /// <example>ADMISSION</example>
    public string? EventType { get; init; }

    /// <summary>Id of the event, unique for its producer; a second event with it is a duplicate.</summary>
    /// <example>e-1</example>
    public string? EventId { get; init; }

    /// <summary>The patient.</summary>
    /// <example>p-1</example>
    public string? PatientId { get; init; }

    /// <summary>Gender.</summary>
    /// <example>Female</example>
    public string? Gender { get; init; }

    /// <summary>Age in years, 0 to 120.</summary>
    /// <example>47</example>
    public int? Age { get; init; }

    /// <summary>The department, by its name or one of its spellings in the network file.</summary>
    /// <example>ICU</example>
    public string? Department { get; init; }

    /// <summary>The hospital.</summary>
    /// <example>3</example>
    public int? HospitalId { get; init; }

    /// <summary>Name of the hospital.</summary>
    /// <example>MHA Riverside General</example>
    public string? HospitalName { get; init; }

    /// <summary>The bed.</summary>
    /// <example>H3-ICU-7</example>
    public string? BedId { get; init; }

    /// <summary>When the stay began, UTC.</summary>
    /// <example>2026-01-01T10:00:00Z</example>
    public DateTime? AdmissionTime { get; init; }

    /// <summary>When it is expected to end, UTC.</summary>
    /// <example>2026-01-04T10:00:00Z</example>
    public DateTime? ExpectedDischargeTime { get; init; }

    /// <summary>`Emergency`, `Urgent`, `Scheduled` or `Transfer`.</summary>
    /// <example>Emergency</example>
    public string? AdmissionPriority { get; init; }

    /// <summary>Code and label, joined by the first hyphen.</summary>
    /// <example>I21-Heart Attack</example>
    public string? DiagnosisCode { get; init; }

    /// <summary>The payer.</summary>
    /// <example>Medicare</example>
    public string? InsuranceType { get; init; }

    /// <summary>Vital signs.</summary>
    public SentVitalsView? Vitals { get; init; }

    /// <summary>When it happened, UTC: "now" for every rule.</summary>
    /// <example>2026-01-01T10:00:00Z</example>
    public DateTime? EventTimestamp { get; init; }

    /// <summary>When the stay ended, UTC.</summary>
    /// <example>2026-01-04T09:00:00Z</example>
    public DateTime? DischargeTime { get; init; }

    /// <summary>Length of the stay in hours.</summary>
    /// <example>71.0</example>
    public double? LengthOfStayHrs { get; init; }

    /// <summary>How it ended.</summary>
    /// <example>Discharged-Home</example>
    public string? DischargeStatus { get; init; }
}
