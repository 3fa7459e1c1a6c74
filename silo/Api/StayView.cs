using PatientFlow.Patients;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Api;

/// <summary>A stay as a client sees it.</summary>
internal sealed record StayView
{
    public required long StaySk { get; init; }

    public required DateTime AdmissionTime { get; init; }

    public DateTime? DischargeTime { get; init; }

    public DateTime? ExpectedDischargeTime { get; init; }

    public double? LengthOfStayHrs { get; init; }

    public required Place AdmittedTo { get; init; }

    public required Place Place { get; init; }

    public required DateTime MovedAt { get; init; }

    public int Transfers { get; init; }

    public string? AdmissionPriority { get; init; }

    public string? DiagnosisCode { get; init; }

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
