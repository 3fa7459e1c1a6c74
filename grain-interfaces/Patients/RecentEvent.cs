namespace PatientFlow.Patients;

/// <summary>An event id that a patient remembers, with the event's time.</summary>
[GenerateSerializer, Immutable, Alias("recent-event")]
public readonly record struct RecentEvent
{
    /// <summary>The id itself if it is a UUID, otherwise its hash.</summary>
    [Id(0)] public required Guid Key { get; init; }

    /// <summary>Event time, UTC.</summary>
    [Id(1)] public required DateTime EventTime { get; init; }
}
