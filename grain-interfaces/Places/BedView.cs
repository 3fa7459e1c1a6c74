using System.Collections.Immutable;
using PatientFlow.Events;

namespace PatientFlow.Places;

/// <summary>Current state of a bed.</summary>
[GenerateSerializer, Immutable, Alias("bed-view")]
public sealed record BedView
{
    /// <summary>Bed id such as <c>H3-ICU-7</c>.</summary>
    [Id(0)] public required string BedId { get; init; }

    /// <summary>The department that the bed belongs to.</summary>
    [Id(1)] public required string DepartmentKey { get; init; }

    /// <summary>The occupant: of all patients who claim the bed, the last to arrive.</summary>
    [Id(2)] public CensusChange? Occupant { get; init; }

    /// <summary>The other patients who claim it, the latest first: a conflict to be resolved on the ward.</summary>
    [Id(3)] public required ImmutableArray<CensusChange> Conflicts { get; init; }

    /// <summary>The bed's state; null from a silo of an earlier version, which knows only who is in it.</summary>
    [Id(4)] public BedState? State { get; init; }

    /// <summary>
    /// <c>free</c>, <c>occupied</c>, <c>conflict</c>, or the state of a bed that nobody is in and that is not free, such as
    /// <c>dirty</c>.
    /// </summary>
    public string Status => !Conflicts.IsEmpty ? "conflict"
        : Occupant is not null ? "occupied"
        : State is null or { Status: BedStatus.Available } ? "free"
        : State.Status.ToString().ToLowerInvariant();

    /// <summary>Whether a patient can be put into it now: nobody is in it, and it is available.</summary>
    public bool IsFree => Status == "free";
}
