using System.Collections.Immutable;

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

    /// <summary><c>free</c>, <c>occupied</c> or <c>conflict</c>.</summary>
    public string Status => Occupant is null ? "free" : Conflicts.IsEmpty ? "occupied" : "conflict";
}
