namespace PatientFlow.Export;

/// <summary>What became of the last effect of an export run.</summary>
internal abstract record RunOutcome
{
    /// <summary>The partitions said what they have.</summary>
    public sealed record PartitionsPrepared(Export.Prepared What) : RunOutcome;

    /// <summary>The history was stored, or could not be: no export fails for it.</summary>
    public sealed record HistoryStored : RunOutcome;

    /// <summary>A table holds what the partitions gave.</summary>
    public sealed record TableCommitted(TableExport Commit) : RunOutcome;

    /// <summary>The partitions know how far the lake holds them.</summary>
    public sealed record PartitionsTold : RunOutcome;

    /// <summary>A pause is over, or somebody came who waits for no pause.</summary>
    public sealed record PauseOver : RunOutcome;

    /// <summary>A partition starts again from the lake.</summary>
    public sealed record PartitionRestarted : RunOutcome;

    /// <summary>It failed.</summary>
    public sealed record EffectFailed(RunFault Fault) : RunOutcome;

    /// <summary>The silo stops, and the run waits for nobody any longer.</summary>
    public sealed record SiloStopped(RunFault Fault) : RunOutcome;
}
