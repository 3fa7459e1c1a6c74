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
    /// Last offset beyond <see cref="Committed"/> that the sender sent this patient; null for none. A patient that is
    /// ahead of it has the work of a sender that died, and goes back to what the lake holds.
    /// </summary>
    [Id(2)] public required long? Previous { get; init; }

    /// <summary>The events, at least one, in rising order of offsets.</summary>
    [Id(3)] public required ImmutableArray<PatientEvent> Events { get; init; }
}
