using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Places;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Api;

/// <summary>A bed and its state. It names no patient.</summary>
internal sealed record BedListView
{
    /// <summary>Its id.</summary>
    /// <example>H3-ICU-7</example>
    public required string BedId { get; init; }

    /// <summary>Its department.</summary>
    /// <example>H3-ICU</example>
    public required string DepartmentKey { get; init; }

    /// <summary>Name of its department.</summary>
    /// <example>ICU</example>
    public required string Department { get; init; }

    /// <summary>Its hospital.</summary>
    /// <example>3</example>
    public required int HospitalId { get; init; }

    /// <summary>
    /// `free`: a patient can be put into it now; `occupied`; `conflict` if several patients claim it; else why it is not
    /// free: `reserved`, `dirty`, `blocked`, `closed`, `contaminated`, `isolated`.
    /// </summary>
    /// <example>occupied</example>
    public required string Status { get; init; }

    /// <summary>Since when, UTC, by the events' own times; null if nothing ever happened to it.</summary>
    /// <example>2026-01-01T10:00:00Z</example>
    public DateTime? Since { get; init; }

    /// <summary>Number of patients who claim it: 0 if it is free, above 1 in a conflict.</summary>
    /// <example>1</example>
    public required int Claims { get; init; }

    /// <summary>How far cleaning is, of a dirty bed: `dirty`, `next`, `stat`, `in_progress`, `delayed`, `suspended`.</summary>
    public string? Stage { get; init; }

    /// <summary>Why it is in this state, as declared.</summary>
    public string? Reason { get; init; }

    /// <summary>When the state is expected to end, UTC, as declared.</summary>
    public DateTime? Until { get; init; }

    public static BedListView Of(DepartmentUnit unit, BedView bed) => new()
    {
        BedId = bed.BedId,
        DepartmentKey = bed.DepartmentKey,
        Department = unit.Department,
        HospitalId = unit.HospitalId,
        Status = bed.Status,
        Since = bed.State?.Since ?? bed.Occupant?.Since,
        Stage = bed.State is { Status: BedStatus.Dirty } dirty ? BedStatusReading.Name(dirty.Stage) : null,
        Reason = bed.State?.Reason,
        Until = bed.State?.Until,
        Claims = bed.Occupant is null ? 0 : 1 + bed.Conflicts.Length,
    };
}
