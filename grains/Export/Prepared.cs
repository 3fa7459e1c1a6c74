namespace PatientFlow.Export;

/// <summary>What the partitions have prepared for one export run.</summary>
/// <param name="Exports">One for each partition that has something.</param>
/// <param name="LeftOut">Number of partitions that failed to prepare.</param>
/// <param name="Fault">Fault of the first of those; null if there are none.</param>
internal sealed record Prepared(IReadOnlyList<PartitionExport> Exports, int LeftOut, RunFault? Fault)
{
    /// <summary>The state before any partition was asked.</summary>
    public static Prepared Nothing { get; } = new([], 0, null);

    /// <summary>Whether there is nothing to do and nothing went wrong.</summary>
    public bool IsNothing => Exports.Count == 0 && Fault is null;

    /// <summary>Why there is nothing although partitions may have something; null if that is not the case.</summary>
    public RunFault? Failure => Exports.Count == 0 && Fault is not null ? Of(new NothingPreparedException(Fault)) : null;

    private static RunFault Of(NothingPreparedException nothing) => new(nothing, FaultReason.Of(nothing, nothing.Message));
}
