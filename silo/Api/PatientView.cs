using PatientFlow.Events;
using PatientFlow.Patients;

namespace PatientFlow.Silo.Api;

/// <summary>Current state of a patient.</summary>
internal sealed record PatientView
{
    public required string PatientId { get; init; }

    /// <summary><c>admitted</c>, <c>discharged</c>, <c>deceased</c>, or <c>known</c> if no stay was seen.</summary>
    public required string Status { get; init; }

    public string? Gender { get; init; }

    public int? Age { get; init; }

    public string? InsuranceType { get; init; }

    public StayView? CurrentStay { get; init; }

    public VitalSigns? Vitals { get; init; }

    public DateTime? VitalsAt { get; init; }

    /// <summary>Transfers and discharges that arrived without their admission.</summary>
    public int MovementsAwaitingAdmission { get; init; }

    public DateTime? LastEventTime { get; init; }

    public long Sequence { get; init; }

    public static PatientView Of(string id, PatientSnapshot snapshot)
    {
        var version = snapshot.Versions.IsEmpty ? null : snapshot.Versions[^1];
        return new PatientView
        {
            PatientId = id,
            Status = snapshot.OpenStay is not null ? "admitted"
                : snapshot.Deceased ? "deceased"
                : snapshot.Stays.IsEmpty ? "known" : "discharged",
            Gender = version?.Gender,
            Age = version?.Age,
            InsuranceType = version?.InsuranceType,
            CurrentStay = snapshot.OpenStay is { } stay ? StayView.Of(stay) : null,
            Vitals = snapshot.Vitals,
            VitalsAt = snapshot.VitalsAt,
            MovementsAwaitingAdmission = snapshot.Waiting.Length,
            LastEventTime = snapshot.LastEventTime,
            Sequence = snapshot.Sequence,
        };
    }
}
