using PatientFlow.Events;

namespace PatientFlow.Patients;

/// <summary>Result of one event: the part of its Silver and Gold rows that only the patient knows.</summary>
[GenerateSerializer, Immutable, Alias("event-outcome")]
public readonly record struct EventOutcome
{
    /// <summary>The event was already known; it changed nothing and has no row.</summary>
    [Id(0)] public bool Duplicate { get; init; }

    /// <summary>All extra flags: the event's and the patient's.</summary>
    [Id(1)] public ExtraFlags Extra { get; init; }

    /// <summary>
    /// Version of the patient at the event's time; null if the event has no patient or no known type.
    /// </summary>
    [Id(2)] public long? PatientSk { get; init; }

    /// <summary>The stay that the event belongs to.</summary>
    [Id(3)] public long? StaySk { get; init; }

    /// <summary>When that stay really began, UTC.</summary>
    [Id(4)] public DateTime? AdmissionTime { get; init; }

    /// <summary>When the stay ended, UTC, if this event ended it.</summary>
    [Id(5)] public DateTime? DischargeTime { get; init; }

    /// <summary>Whether the patient is admitted after this event.</summary>
    [Id(6)] public bool Admitted { get; init; }
}
