using PatientFlow.Patients;

namespace PatientFlow.Silo.Api;

/// <summary>A place that a patient was at.</summary>
internal sealed record MovementView
{
    /// <summary>Key of the stay in `gold/fact_stay`.</summary>
    /// <example>12884901889</example>
    public required long StaySk { get; init; }

    /// <summary>The place.</summary>
    public required Place Place { get; init; }

    /// <summary>When the patient came there, UTC.</summary>
    /// <example>2026-01-01T10:00:00Z</example>
    public required DateTime From { get; init; }

    /// <summary>When the patient left, UTC; null for where the patient is.</summary>
    /// <example>2026-01-02T08:00:00Z</example>
    public DateTime? To { get; init; }

    /// <summary>What brought the patient there: `admission` or `transfer`.</summary>
    /// <example>admission</example>
    public required string BegunBy { get; init; }

    public static MovementView Of(Whereabouts where) => new()
    {
        StaySk = where.StaySk,
        Place = where.Place,
        From = where.From,
        To = where.Until,
        BegunBy = where.IsAdmission ? "admission" : "transfer",
    };
}
