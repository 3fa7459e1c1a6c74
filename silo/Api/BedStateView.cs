using PatientFlow.Places;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Api;

/// <summary>State of a bed (docs/beds.md).</summary>
internal sealed record BedStateView
{
    /// <summary>`available`, `reserved`, `occupied`, `dirty`, `blocked`, `closed`, `contaminated` or `isolated`.</summary>
    /// <example>dirty</example>
    public required string Status { get; init; }

    /// <summary>How far cleaning is, of a dirty bed: `dirty`, `next`, `stat`, `in_progress`, `delayed`, `suspended`.</summary>
    /// <example>in_progress</example>
    public string? Stage { get; init; }

    /// <summary>Since when, UTC, by the event's own time; null if nothing ever happened to it.</summary>
    /// <example>2026-01-01T10:00:00Z</example>
    public DateTime? Since { get; init; }

    /// <summary>Why, as declared.</summary>
    public string? Reason { get; init; }

    /// <summary>When it is expected to end, UTC, as declared.</summary>
    public DateTime? Until { get; init; }

    /// <summary>The patient whom a reserved bed is kept for; null to those who may not see patients.</summary>
    public string? ReservedFor { get; init; }

    public static BedStateView Of(BedState state, Func<string, bool> isShown) => new()
    {
        Status = BedStatusReading.Name(state.Status),
        Stage = BedStatusReading.Name(state.Stage),
        Since = state.Since,
        Reason = state.Reason,
        Until = state.Until,
        ReservedFor = state.ReservedFor is { } patient && isShown(patient) ? patient : null,
    };
}
