using System.Collections.Immutable;

namespace PatientFlow.Patients;

/// <summary>
/// Result of a batch of events. It depends only on the previous state and the events, so a replay gives the same.
/// </summary>
[GenerateSerializer, Immutable, Alias("patient-outcome")]
public sealed record PatientOutcome
{
    /// <summary>One outcome per event of the batch, in order.</summary>
    [Id(0)] public required ImmutableArray<EventOutcome> Events { get; init; }

    /// <summary>Versions that the batch opened or closed, in their latest form.</summary>
    [Id(1)] public required ImmutableArray<PatientVersion> Versions { get; init; }

    /// <summary>Stays that the batch changed, in their latest form.</summary>
    [Id(2)] public required ImmutableArray<Stay> Stays { get; init; }

    /// <summary>What to tell departments, in order.</summary>
    [Id(3)] public required ImmutableArray<Movement> Movements { get; init; }

    /// <summary>Arrivals at departments and departures from them, in order.</summary>
    [Id(4)] public required ImmutableArray<Passage> Passages { get; init; }

    /// <summary>Beds that the patient left, in order; default from a silo of an earlier version.</summary>
    [Id(5)] public ImmutableArray<BedVacancy> Vacated { get; init; } = [];
}
