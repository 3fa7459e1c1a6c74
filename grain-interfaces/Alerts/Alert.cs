namespace PatientFlow.Alerts;

/// <summary>
/// Something that a person should know. There is at most one at a time per cause and subject. It never names a patient.
/// </summary>
[GenerateSerializer, Immutable, Alias("alert")]
public sealed record Alert
{
    /// <summary>Name, made of cause, subject and first time; no other alert ever has the same.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Cause of the alert.</summary>
    [Id(1)] public required AlertCause Cause { get; init; }

    /// <summary>What is affected: a partition, a department, a bed, the export.</summary>
    [Id(2)] public required string Subject { get; init; }

    /// <summary>What was last observed, in words and numbers.</summary>
    [Id(3)] public required string Detail { get; init; }

    /// <summary>When its condition was first seen, UTC.</summary>
    [Id(4)] public required DateTime FirstAt { get; init; }

    /// <summary>When its condition was last seen, UTC; after a restart, the last time that was stored.</summary>
    [Id(5)] public required DateTime LastAt { get; init; }

    /// <summary>When it ended, UTC; null while it is active.</summary>
    [Id(6)] public DateTime? ClearedAt { get; init; }
}
