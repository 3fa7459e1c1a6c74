using PatientFlow.Events;

namespace PatientFlow.Simulator.Events;

/// <summary>
/// One event before it becomes JSON: the fields of the wire format. <see cref="EventJson"/> says which
/// of them a kind carries. Times are UTC; the wire shows them without a zone, to the second.
/// </summary>
internal sealed record GeneratedEvent
{
    public required EventKind Kind { get; init; }
    public required Guid EventId { get; init; }
    public required Guid PatientId { get; init; }
    public required DateTime EventTime { get; init; }
    public string? Gender { get; init; }

    /// <summary>Completed years; dirty events carry impossible ones.</summary>
    public int? Age { get; init; }

    public string? Department { get; init; }
    public int? HospitalId { get; init; }
    public string? HospitalName { get; init; }

    /// <summary><c>H{hospital}-{department code}-{number from 1}</c>.</summary>
    public string? BedId { get; init; }

    public DateTime? AdmissionTime { get; init; }
    public DateTime? ExpectedDischargeTime { get; init; }
    public string? Priority { get; init; }

    /// <summary>ICD-10 code and text, joined by the first hyphen.</summary>
    public string? DiagnosisCode { get; init; }

    public string? InsuranceType { get; init; }
    public VitalsReading? Vitals { get; init; }
    public DateTime? DischargeTime { get; init; }

    /// <summary>Hours with two decimals; below 0 in a dirty event.</summary>
    public decimal? LengthOfStayHours { get; init; }

    public string? DischargeStatus { get; init; }

    /// <summary>What is said of the bed, in a BED_STATUS, which is about no patient.</summary>
    public BedWords Bed { get; init; }
}
