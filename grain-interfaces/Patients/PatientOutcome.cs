using System.Collections.Immutable;

namespace PatientFlow.Patients;

/// <summary>What a batch of events came to: a projection of the state before it and the events, the same on every replay.</summary>
[GenerateSerializer, Immutable, Alias("patient-outcome")]
public sealed record PatientOutcome
{
    /// <summary>One for each event of the batch, in order.</summary>
    [Id(0)] public required ImmutableArray<EventOutcome> Events { get; init; }

    /// <summary>Versions that the batch opened or closed, as they are after it.</summary>
    [Id(1)] public required ImmutableArray<PatientVersion> Versions { get; init; }

    /// <summary>Stays that the batch changed, as they are after it.</summary>
    [Id(2)] public required ImmutableArray<Stay> Stays { get; init; }

    /// <summary>What departments and beds must be told, in order.</summary>
    [Id(3)] public required ImmutableArray<Movement> Movements { get; init; }

    /// <summary>Arrivals at departments and departures from them, in order.</summary>
    [Id(4)] public required ImmutableArray<Passage> Passages { get; init; }
}
