namespace PatientFlow.Export;

/// <summary>The next action of an export run. Each action may be repeated.</summary>
internal abstract record RunEffect
{
    /// <summary>Asks the partitions what they have.</summary>
    public sealed record PreparePartitions : RunEffect;

    /// <summary>Stores the history of runs.</summary>
    public sealed record StoreHistory : RunEffect;

    /// <summary>Commits the table of a step.</summary>
    public sealed record CommitTable(RunStep Step) : RunEffect;

    /// <summary>Tells the partitions how far the lake holds them.</summary>
    public sealed record TellPartitions : RunEffect;

    /// <summary>
    /// Waits before a stage is retried, and stores the pending retry meanwhile. The pause starts at the failure,
    /// however long storing takes, and ends early if somebody waits for an export.
    /// </summary>
    public sealed record PauseStage(TimeSpan Length, RunFault Why) : RunEffect;

    /// <summary>Makes a partition restart from the lake.</summary>
    public sealed record RestartPartition(int Partition) : RunEffect;

    /// <summary>Ends the run.</summary>
    /// <param name="Rows">Events written to the lake.</param>
    /// <param name="Partitions">Number of partitions that had some.</param>
    /// <param name="Thrown">Fault to throw to whoever asked for the run; null if the run itself tells all.</param>
    /// <param name="NextTick">Time until the next tick of the timer; null to leave the timer as it is.</param>
    /// <param name="Maintains">Whether to maintain the lake first.</param>
    public sealed record EndRun(long Rows, int Partitions, RunFault? Thrown, TimeSpan? NextTick, bool Maintains)
        : RunEffect;
}
