namespace PatientFlow.Export;

/// <summary>What the partitions have for one export run.</summary>
/// <param name="Exports">Of those that have something.</param>
/// <param name="LeftOut">How many could not say.</param>
/// <param name="Fault">Why the first of those could not; null where there are none.</param>
/// <param name="Reason">The same for people; null where there are none.</param>
internal sealed record Prepared(IReadOnlyList<PartitionExport> Exports, int LeftOut, Exception? Fault, string? Reason)
{
    /// <summary>Whether there is nothing to do, and nothing went wrong.</summary>
    public bool IsNothing => Exports.Count == 0 && Fault is null;
}
