namespace PatientFlow.Export;

/// <summary>What the exporter knows: of the run that is under way, and what the next one must know of those before.</summary>
internal sealed record ExportProgress
{
    /// <summary>The last runs.</summary>
    public required RunHistory History { get; init; }

    /// <summary>Runs that failed, or left a partition out, since the start.</summary>
    public long Failures { get; init; }

    /// <summary>The kind of fault of the last run; null where it had none.</summary>
    public string? LastFailure { get; init; }

    /// <summary>Whether the timer was put off, since runs failed.</summary>
    public bool IsPutOff { get; init; }

    /// <summary>Where the run is; where none was yet, before it.</summary>
    public RunStep Step { get; init; }

    /// <summary>Tries of the stage that it is in, this one included.</summary>
    public int Tries { get; init; }

    /// <summary>What the partitions have for it.</summary>
    public Prepared Prepared { get; init; } = Prepared.Nothing;

    /// <summary>Events that went into the lake.</summary>
    public long Rows { get; init; }

    /// <summary>Why it was given up; null where it was not.</summary>
    public RunFault? Fault { get; init; }

    /// <summary>The run that is under way or just over; null where nobody had anything for one.</summary>
    public ExportRun? Run => Step == RunStep.Prepare ? null : History.Runs[0];
}
