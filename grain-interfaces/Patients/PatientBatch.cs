using System.Collections.Immutable;
using PatientFlow.Events;

namespace PatientFlow.Patients;

/// <summary>Events of one patient from one partition, in log order.</summary>
[GenerateSerializer, Immutable, Alias("patient-batch")]
public sealed record PatientBatch
{
    /// <summary>Partition of all the events.</summary>
    [Id(0)] public required int Partition { get; init; }

    /// <summary>Offset of the partition up to which the lake holds everything.</summary>
    [Id(1)] public required long Committed { get; init; }

    /// <summary>
    /// Last offset that the sender sent this patient beyond <see cref="Committed"/>; null for none. A patient that is
    /// ahead of it carries the work of a sender that died, and goes back to what the lake holds.
    /// </summary>
    [Id(2)] public required long? Previous { get; init; }

    /// <summary>At least one event, offsets rising.</summary>
    [Id(3)] public required ImmutableArray<PatientEvent> Events { get; init; }
}
