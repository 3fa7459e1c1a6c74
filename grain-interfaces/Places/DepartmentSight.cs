using System.Collections.Immutable;

namespace PatientFlow.Places;

/// <summary>A department as a watcher is told of it: its census, and each of its beds.</summary>
[GenerateSerializer, Immutable, Alias("department-sight")]
public sealed record DepartmentSight
{
    /// <summary>The census.</summary>
    [Id(0)] public required DepartmentCensus Census { get; init; }

    /// <summary>The beds, in the order of their numbers.</summary>
    [Id(1)] public required ImmutableArray<BedView> Beds { get; init; }
}
