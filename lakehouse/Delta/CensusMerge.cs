using PatientFlow.Lake.Delta;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Delta;

/// <summary>
/// Collects a copy-on-write of the census: the months of the passages, and later months only if a late passage changed
/// the patients present at their beginning.
/// </summary>
public sealed class CensusMerge(DeltaTable delta, NetworkMap network)
{
    private readonly ILookup<string, AddFile> stored = CensusRows.ByMonth(delta.Current);

    private readonly SortedDictionary<string, CensusMonth> counted = new(StringComparer.Ordinal);

    /// <summary>Files to make visible.</summary>
    public List<AddFile> Adds { get; } = [];

    /// <summary>Files that those replace.</summary>
    public List<AddFile> Removes { get; } = [];

    /// <summary>Counts passages. Call it once.</summary>
    public async Task CountAsync(IEnumerable<Passage> passages, CancellationToken cancellationToken)
    {
        var byMonth = HourlyCensus.ByMonth(passages, network);
        if (byMonth.IsEmpty) return;
        var carried = new Dictionary<long, int>();
        var first = byMonth.Keys.First();
        foreach (var month in stored.Select(s => s.Key).Where(m => string.CompareOrdinal(m, first) > 0)
            .Union(byMonth.Keys).Order(StringComparer.Ordinal))
        {
            var passagesOfMonth = byMonth.GetValueOrDefault(month, []);
            if (passagesOfMonth.IsEmpty && carried.Values.All(c => c == 0)) continue;
            var census = await OpenAsync(month, carried, cancellationToken);
            census.Add(passagesOfMonth);
            counted.Add(month, census);
            foreach (var passage in passagesOfMonth)
                carried[passage.Unit.DepartmentSk] =
                    carried.GetValueOrDefault(passage.Unit.DepartmentSk) + passage.Change;
        }

        var rows = RowBatches.Of<CensusRow>(CensusTable.Census, [.. counted.Values.SelectMany(c => c.Rows())]);
        Adds.AddRange(await delta.StageAsync(rows, cancellationToken));
        Removes.AddRange(counted.Keys.SelectMany(m => stored[m]));
    }

    private async Task<CensusMonth> OpenAsync(
        string month, IReadOnlyDictionary<long, int> carried, CancellationToken cancellationToken)
    {
        if (stored.Contains(month))
        {
            var census = await ReadAsync(month, cancellationToken);
            census.Open(carried);
            return census;
        }

        var before = stored.Select(s => s.Key).Concat(counted.Keys)
            .Where(m => string.CompareOrdinal(m, month) < 0).Max(StringComparer.Ordinal);
        return CensusMonth.After(
            before is null ? null : counted.GetValueOrDefault(before) ?? await ReadAsync(before, cancellationToken),
            month, network);
    }

    private async Task<CensusMonth> ReadAsync(string month, CancellationToken cancellationToken)
    {
        var rows = await CensusRows.ReadAsync(delta, stored[month], cancellationToken);
        return CensusMonth.Of(rows, month, network);
    }
}
