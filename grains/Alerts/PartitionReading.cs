namespace PatientFlow.Alerts;

/// <summary>One partition at one look.</summary>
public sealed record PartitionReading
{
    /// <summary>Partition of the log.</summary>
    public required int Partition { get; init; }

    /// <summary>Events that the log has and the lake has not.</summary>
    public required long Lag { get; init; }

    /// <summary>Events that the log has and the grains have not applied.</summary>
    public required long ApplyLag { get; init; }

    /// <summary>Why it is stopped until a person decides; null where it is not.</summary>
    public string? Stopped { get; init; }

    /// <summary>Records taken since the start of its grain.</summary>
    public required long Records { get; init; }

    /// <summary>Those among them that went to quarantine.</summary>
    public required long Quarantined { get; init; }
}
