namespace PatientFlow.Silo.Events;

/// <summary>
/// Progress of rebuilding grain state that knows less than the lake. Until it is done, live answers are incomplete; the
/// lake is complete, and no event is counted twice.
/// </summary>
/// <param name="Reason">Cause: <c>lost</c>, <c>damaged</c>, <c>earlier_version</c> or <c>older</c>.</param>
/// <param name="Behind">Records in the lake that the grains do not know yet.</param>
/// <param name="Of">Records in the lake.</param>
internal sealed record Rebuild(string Reason, long Behind, long Of)
{
    /// <summary>Percentage of the lake's records that the grains know, rounded down.</summary>
    public long Percent => (Of - Behind) * 100 / Of;

    /// <summary>Returns the progress; null if the grains know everything in the lake.</summary>
    public static Rebuild? From(IReadOnlyList<PartitionStatus> partitions, string reason)
    {
        var behind = partitions.Sum(p => Math.Max(0, p.Exported - p.Applied));
        return behind == 0 ? null : new Rebuild(reason, behind, partitions.Sum(p => p.Exported + 1));
    }
}
