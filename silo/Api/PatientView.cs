using PatientFlow.Events;
using PatientFlow.Patients;

namespace PatientFlow.Silo.Api;

/// <summary>Current state of a patient.</summary>
internal sealed record PatientView
{
    /// <summary>The patient.</summary>
    /// <example>p-1</example>
    public required string PatientId { get; init; }

    /// <summary>`admitted`, `discharged`, `deceased`, or `known` if no stay was seen.</summary>
    /// <example>admitted</example>
    public required string Status { get; init; }

    /// <summary>Gender, the last known.</summary>
    /// <example>Female</example>
    public string? Gender { get; init; }

    /// <summary>Age in years, the last known.</summary>
    /// <example>47</example>
    public int? Age { get; init; }

    /// <summary>The payer, the last known.</summary>
    /// <example>Medicare</example>
    public string? InsuranceType { get; init; }

    /// <summary>The stay that has not ended.</summary>
    public StayView? CurrentStay { get; init; }

    /// <summary>The latest vital signs.</summary>
    public VitalSigns? Vitals { get; init; }

    /// <summary>When they were measured, UTC.</summary>
    /// <example>2026-01-01T12:00:00Z</example>
    public DateTime? VitalsAt { get; init; }

    /// <summary>Transfers and discharges that arrived without their admission.</summary>
    /// <example>0</example>
    public int MovementsAwaitingAdmission { get; init; }

    /// <summary>The latest event time applied, UTC.</summary>
    /// <example>2026-01-01T12:00:00Z</example>
    public DateTime? LastEventTime { get; init; }

    /// <summary>Number of events applied.</summary>
    /// <example>12</example>
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
