using System.Collections.Immutable;
using PatientFlow.Network;
using PatientFlow.Patients;

namespace PatientFlow.Warehouse;

/// <summary>Computes the hourly census from arrivals and departures alone.</summary>
public static class HourlyCensus
{
    /// <summary>
    /// Groups passages by the month in which they count. Passages of a department that no longer exists are left out.
    /// </summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<CountedPassage>> ByMonth(
        IEnumerable<Passage> passages, NetworkMap network) =>
        passages.SelectMany(p => Counted(p, network))
            .GroupBy(p => p.Hour.Month, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);

    /// <summary>Returns all rows that these passages produce.</summary>
    public static ImmutableArray<CensusRow> RowsOf(IEnumerable<Passage> passages, NetworkMap network)
    {
        var rows = ImmutableArray.CreateBuilder<CensusRow>();
        CensusMonth? before = null;
        foreach (var (name, counted) in ByMonth(passages, network))
        {
            var month = CensusMonth.After(before, name, network);
            month.Add(counted);
            rows.AddRange(month.Rows());
            before = month;
        }

        return rows.ToImmutable();
    }

    private static IEnumerable<CountedPassage> Counted(Passage passage, NetworkMap network) =>
        network.Find(passage.DepartmentKey) is { } unit
            ? [new CountedPassage(unit, CensusHour.Of(passage.At, unit.TimeZone), passage.IsArrival)]
            : [];
}
