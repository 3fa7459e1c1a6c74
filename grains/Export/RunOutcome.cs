namespace PatientFlow.Export;

/// <summary>Outcome of the last action of an export run.</summary>
internal abstract record RunOutcome
{
    /// <summary>The partitions answered what they have.</summary>
    public sealed record PartitionsPrepared(Export.Prepared What) : RunOutcome;

    /// <summary>The history was stored, or could not be: that never fails an export.</summary>
    public sealed record HistoryStored : RunOutcome;

    /// <summary>A table holds what the partitions gave.</summary>
    public sealed record TableCommitted(TableExport Commit) : RunOutcome;

    /// <summary>The partitions know how far the lake holds them.</summary>
    public sealed record PartitionsTold : RunOutcome;

    /// <summary>A pause is over, or somebody waits for an export and ended it.</summary>
    public sealed record PauseOver : RunOutcome;

    /// <summary>A partition is restarting from the lake.</summary>
    public sealed record PartitionRestarted : RunOutcome;

    /// <summary>The action failed.</summary>
    public sealed record EffectFailed(RunFault Fault) : RunOutcome;

    /// <summary>The silo is stopping, and the run no longer waits for anybody.</summary>
    public sealed record SiloStopped(RunFault Fault) : RunOutcome;
}
