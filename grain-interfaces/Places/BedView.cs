using System.Collections.Immutable;

namespace PatientFlow.Places;

/// <summary>A bed now.</summary>
[GenerateSerializer, Immutable, Alias("bed-view")]
public sealed record BedView
{
    /// <summary>Bed id such as <c>H3-ICU-7</c>.</summary>
    [Id(0)] public required string BedId { get; init; }

    /// <summary>The department it stands in.</summary>
    [Id(1)] public required string DepartmentKey { get; init; }

    /// <summary>The patient in it: of all who claim it, the one who came last.</summary>
    [Id(2)] public CensusChange? Occupant { get; init; }

    /// <summary>Others who claim it, the latest first: a conflict to be resolved on the ward.</summary>
    [Id(3)] public required ImmutableArray<CensusChange> Conflicts { get; init; }

    /// <summary><c>free</c>, <c>occupied</c> or <c>conflict</c>.</summary>
    public string Status => Occupant is null ? "free" : Conflicts.IsEmpty ? "occupied" : "conflict";
}
