using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
        IEnumerable<Passage> passages, NetworkMap network)
    {
        var months = new Dictionary<(int Year, int Month), ImmutableArray<CountedPassage>.Builder>();
        foreach (var passage in passages)
        {
            if (network.Find(passage.DepartmentKey) is not { } unit) continue;
            var hour = CensusHour.Of(passage.At, unit.TimeZone);
            ref var month = ref CollectionsMarshal.GetValueRefOrAddDefault(months, (hour.Day.Year, hour.Day.Month), out _);
            month ??= ImmutableArray.CreateBuilder<CountedPassage>();
            month.Add(new CountedPassage(unit, hour, passage.IsArrival, passage.IsTakenBack ? -1 : 1));
        }

        return months.Values.ToImmutableSortedDictionary(m => m[0].Hour.Month, m => m.ToImmutable(), StringComparer.Ordinal);
    }

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
}
