using PatientFlow.Events;

namespace PatientFlow.Places;

/// <summary>How many beds of a department are in a state.</summary>
[GenerateSerializer, Immutable, Alias("bed-status-count")]
public readonly record struct BedStatusCount
{
    /// <summary>The state.</summary>
    [Id(0)] public required BedStatus Status { get; init; }

    /// <summary>Beds in it, at least one.</summary>
    [Id(1)] public required int Beds { get; init; }
}
