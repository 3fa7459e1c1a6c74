namespace PatientFlow.Alerts;

/// <summary>Something that a person should know. There is one for a cause and subject at a time. It names no patient.</summary>
[GenerateSerializer, Immutable, Alias("alert")]
public sealed record Alert
{
    /// <summary>Its name: cause, subject and first time; no other alert ever has it.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    [Id(1)] public required AlertCause Cause { get; init; }

    /// <summary>What it befell: a partition, a department, the export.</summary>
    [Id(2)] public required string Subject { get; init; }

    /// <summary>What was seen last, in words and numbers.</summary>
    [Id(3)] public required string Detail { get; init; }

    /// <summary>When its condition was first seen, UTC.</summary>
    [Id(4)] public required DateTime FirstAt { get; init; }

    /// <summary>When its condition was last seen, UTC; after a restart, as far as stored.</summary>
    [Id(5)] public required DateTime LastAt { get; init; }

    /// <summary>When it was over, UTC; null while it is not.</summary>
    [Id(6)] public DateTime? ClearedAt { get; init; }
}
