using PatientFlow.Places;

namespace PatientFlow.Silo.Api;

/// <summary>A bed with its patients.</summary>
internal sealed record BedDetailView
{
    /// <summary>Its id.</summary>
    /// <example>H3-ICU-7</example>
    public required string BedId { get; init; }

    /// <summary>Its department.</summary>
    /// <example>H3-ICU</example>
    public required string DepartmentKey { get; init; }

    /// <summary>
    /// `free`: a patient can be put into it now; `occupied`; `conflict` if several patients claim it; else why it is not
    /// free: `reserved`, `dirty`, `blocked`, `closed`, `contaminated`, `isolated`.
    /// </summary>
    /// <example>occupied</example>
    public required string Status { get; init; }

    /// <summary>How it is if nobody is in it, and how it came to be so.</summary>
    public BedStateView? State { get; init; }

    /// <summary>Of all patients who claim it, the last to arrive.</summary>
    public OccupantView? Occupant { get; init; }

    /// <summary>The others who claim it, the latest first.</summary>
    public required IReadOnlyList<OccupantView> Conflicts { get; init; }

    /// <summary>Describes a bed.</summary>
    /// <param name="bed">The bed.</param>
    /// <param name="isShown">Whether a patient may be named.</param>
    public static BedDetailView Of(BedView bed, Func<string, bool> isShown) => new()
    {
        BedId = bed.BedId,
        DepartmentKey = bed.DepartmentKey,
        Status = bed.Status,
        State = bed.State is { } state ? BedStateView.Of(state, isShown) : null,
        Occupant = bed.Occupant is { } occupant && isShown(occupant.PatientId) ? OccupantView.Of(occupant) : null,
        Conflicts = [.. bed.Conflicts.Where(c => isShown(c.PatientId)).Select(OccupantView.Of)],
    };
}
