namespace PatientFlow.Silo.Events;

/// <summary>
/// How far grain state that knows less than the lake has been made again from the log. Until it is done live answers lack
/// what is still to come; the lake lacks nothing, and no event is counted twice.
/// </summary>
/// <param name="Reason">Why: <c>lost</c>, <c>damaged</c>, <c>earlier_version</c> or <c>older</c>.</param>
/// <param name="Behind">Records that the lake holds and the grains do not know yet.</param>
/// <param name="Of">Records that the lake holds.</param>
internal sealed record Rebuild(string Reason, long Behind, long Of)
{
    /// <summary>What the grains know of what the lake holds, in per cent, rounded down.</summary>
    public long Percent => (Of - Behind) * 100 / Of;

    /// <summary>Null where the grains know all that the lake holds.</summary>
    public static Rebuild? From(IReadOnlyList<PartitionStatus> partitions, string reason)
    {
        var behind = partitions.Sum(p => Math.Max(0, p.Exported - p.Applied));
        return behind == 0 ? null : new Rebuild(reason, behind, partitions.Sum(p => p.Exported + 1));
    }
}
