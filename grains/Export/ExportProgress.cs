namespace PatientFlow.Export;

/// <summary>State of the current export run, and what the next run must know of earlier ones.</summary>
internal sealed record ExportProgress
{
    /// <summary>The most recent runs.</summary>
    public required RunHistory History { get; init; }

    /// <summary>Runs since the start that failed or left a partition out.</summary>
    public long Failures { get; init; }

    /// <summary>Type of the last run's fault; null if it had none.</summary>
    public string? LastFailure { get; init; }

    /// <summary>Whether the timer was postponed because runs failed.</summary>
    public bool IsPutOff { get; init; }

    /// <summary>Step of the current run; <see cref="RunStep.Prepare"/> before there is one.</summary>
    public RunStep Step { get; init; }

    /// <summary>Attempts of the current stage, including this one.</summary>
    public int Tries { get; init; }

    /// <summary>What the partitions have prepared for the run.</summary>
    public Prepared Prepared { get; init; } = Prepared.Nothing;

    /// <summary>Events written to the lake.</summary>
    public long Rows { get; init; }

    /// <summary>Why the run was given up; null if it was not.</summary>
    public RunFault? Fault { get; init; }

    /// <summary>The run in progress or just finished; null if there was nothing to export.</summary>
    public ExportRun? Run => Step == RunStep.Prepare ? null : History.Runs[0];
}
