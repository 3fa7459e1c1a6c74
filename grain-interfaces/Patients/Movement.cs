namespace PatientFlow.Patients;

/// <summary>What departments must know of a patient after an event.</summary>
[GenerateSerializer, Immutable, Alias("movement")]
public sealed record Movement
{
    /// <summary>The patient's sequence number after the event.</summary>
    [Id(0)] public required long Sequence { get; init; }

    /// <summary>Where the patient was before; null if the patient was not admitted.</summary>
    [Id(1)] public Place? From { get; init; }

    /// <summary>Where the patient is now; null if the patient left.</summary>
    [Id(2)] public Place? To { get; init; }

    /// <summary>Event time of the arrival there, UTC.</summary>
    [Id(3)] public required DateTime Since { get; init; }

    /// <summary>Gender of the patient's current version.</summary>
    [Id(4)] public string? Gender { get; init; }
}
