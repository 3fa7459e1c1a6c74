namespace PatientFlow.Export;

/// <summary>What the partitions have for one export run.</summary>
/// <param name="Exports">Of those that have something.</param>
/// <param name="LeftOut">How many could not say.</param>
/// <param name="Fault">Why the first of those could not; null where there are none.</param>
internal sealed record Prepared(IReadOnlyList<PartitionExport> Exports, int LeftOut, RunFault? Fault)
{
    /// <summary>Before anybody was asked.</summary>
    public static Prepared Nothing { get; } = new([], 0, null);

    /// <summary>Whether there is nothing to do, and nothing went wrong.</summary>
    public bool IsNothing => Exports.Count == 0 && Fault is null;

    /// <summary>Why there is nothing although partitions may have something; null where that is not so.</summary>
    public RunFault? Failure => Exports.Count == 0 && Fault is not null ? Of(new NothingPreparedException(Fault)) : null;

    private static RunFault Of(NothingPreparedException nothing) => new(nothing, FaultReason.Of(nothing, nothing.Message));
}
