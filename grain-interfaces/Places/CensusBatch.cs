using System.Collections.Immutable;
using PatientFlow.Patients;

namespace PatientFlow.Places;

/// <summary>Changes that one partition reports to a department.</summary>
[GenerateSerializer, Immutable, Alias("census-batch")]
public sealed record CensusBatch
{
    /// <summary>Partition of the log that the changes come from.</summary>
    [Id(0)] public required int Partition { get; init; }

    /// <summary>
    /// <see cref="Offset"/> of the batch that the sender sent this place before, beyond what the lake holds; null for
    /// none. A place that does not know it has lost it.
    /// </summary>
    [Id(1)] public required long? Previous { get; init; }

    /// <summary>Last offset of the delivery that the changes come from.</summary>
    [Id(2)] public required long Offset { get; init; }

    /// <summary>The changes; those of one patient are in order.</summary>
    [Id(3)] public required ImmutableArray<CensusChange> Changes { get; init; }

    /// <summary>What was declared of its beds; default from a silo of an earlier version.</summary>
    [Id(4)] public ImmutableArray<DeclaredStatus> Declared { get; init; } = [];

    /// <summary>Beds that patients left; default from a silo of an earlier version.</summary>
    [Id(5)] public ImmutableArray<BedVacancy> Vacated { get; init; } = [];
}
