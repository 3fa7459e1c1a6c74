namespace PatientFlow.Export;

/// <summary>What an export run does next. Whatever it is, it may be done again.</summary>
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
    /// Waits before the stage is tried again, and stores meanwhile that it is. The pause counts from the failure, however
    /// long that takes to store, and ends when somebody waits for an export.
    /// </summary>
    public sealed record PauseStage(TimeSpan Length, RunFault Why) : RunEffect;

    /// <summary>Lets a partition start again from the lake.</summary>
    public sealed record RestartPartition(int Partition) : RunEffect;

    /// <summary>Nothing more.</summary>
    /// <param name="Rows">Events that went into the lake.</param>
    /// <param name="Partitions">How many had some.</param>
    /// <param name="Thrown">What whoever asked for the run is told instead; null where the run says it all.</param>
    /// <param name="NextTick">When the timer comes next, and at its interval from then on; null for as it would.</param>
    /// <param name="Maintains">Whether the lake is to be maintained first.</param>
    public sealed record EndRun(long Rows, int Partitions, RunFault? Thrown, TimeSpan? NextTick, bool Maintains)
        : RunEffect;
}
