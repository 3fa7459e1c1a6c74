namespace PatientFlow.Alerts;

/// <summary>One partition at one look.</summary>
public sealed record PartitionReading
{
    /// <summary>Partition of the log.</summary>
    public required int Partition { get; init; }

    /// <summary>Events that are in the log but not in the lake.</summary>
    public required long Lag { get; init; }

    /// <summary>Events that are in the log but not yet applied by the grains.</summary>
    public required long ApplyLag { get; init; }

    /// <summary>Why the partition is stopped until a person decides; null if it is not stopped.</summary>
    public string? Stopped { get; init; }

    /// <summary>Records that its grain has taken since it started.</summary>
    public required long Records { get; init; }

    /// <summary>How many of those records went to quarantine.</summary>
    public required long Quarantined { get; init; }
}
