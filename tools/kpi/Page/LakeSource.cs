using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Kpi.Page;

/// <summary>Where the figures come from.</summary>
/// <param name="Root">Folder or address of the lake.</param>
/// <param name="Version">Version of its table of facts, which an export commits last.</param>
/// <param name="Committed">When that was committed; null where the log no longer says.</param>
internal sealed record LakeSource(string Root, long Version, DateTimeOffset? Committed)
{
    public static async Task<LakeSource> OfAsync(LakeTables lake, CancellationToken cancellationToken)
    {
        var facts = lake[FactTable.PatientFlow];
        var history = await facts.HistoryAsync(limit: 1, cancellationToken);
        return new LakeSource(
            lake.Root, facts.Current.Version, history.FirstOrDefault(h => h.Version == facts.Current.Version)?.Committed);
    }
}
