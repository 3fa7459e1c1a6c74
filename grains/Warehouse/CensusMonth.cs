using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PatientFlow.Network;

namespace PatientFlow.Warehouse;

/// <summary>
/// A month of the hourly census: the patients present at its beginning, and the arrivals and departures of each hour.
/// Its rows depend only on the passages, not on how exports grouped them. Owned by: one merge, or one verifier.
/// </summary>
public sealed class CensusMonth(string month, NetworkMap network)
{
    private readonly Dictionary<long, int> opening = [];
    private readonly Dictionary<long, Dictionary<DateTime, HourCount>> hours = [];

    /// <summary>The month, such as <c>2025-06</c>.</summary>
    public string Month { get; } = month;

    /// <summary>Begins with the patients present at the end of the previous month.</summary>
    public static CensusMonth After(CensusMonth? before, string month, NetworkMap network)
    {
        var next = new CensusMonth(month, network);
        if (before is not null) next.Open(before.Closing());
        return next;
    }

    /// <summary>Begins with stored rows, each department's in order of time.</summary>
    public static CensusMonth Of(IEnumerable<CensusRow> rows, string month, NetworkMap network)
    {
        var stored = new CensusMonth(month, network);
        foreach (var row in rows)
        {
            stored.opening.TryAdd(row.DepartmentSk, row.Patients - row.Arrivals + row.Departures);
            // A row without a movement only states who was present, which the opening count already says.
            if (row.Arrivals != 0 || row.Departures != 0)
                stored.HoursOf(row.DepartmentSk).Add(row.Hour.Begins, new HourCount(row.Hour, row.Arrivals, row.Departures));
        }

        return stored;
    }

    /// <summary>Counts arrivals and departures whose hours are in this month.</summary>
    public void Add(IEnumerable<CountedPassage> passages)
    {
        foreach (var passage in passages)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(
                HoursOf(passage.Unit.DepartmentSk), passage.Hour.Begins, out _);
            count = new HourCount(
                passage.Hour,
                count.Arrivals + (passage.IsArrival ? passage.Count : 0),
                count.Departures + (passage.IsArrival ? 0 : passage.Count));
        }
    }

    /// <summary>Corrects the number of patients present at the beginning of the month, by department.</summary>
    public void Open(IReadOnlyDictionary<long, int> more)
    {
        foreach (var (department, patients) in more)
            opening[department] = opening.GetValueOrDefault(department) + patients;
    }

    /// <summary>Returns the number of patients present at the end of the month, by department.</summary>
    public IReadOnlyDictionary<long, int> Closing()
    {
        var closing = new Dictionary<long, int>(opening);
        foreach (var (department, of) in hours)
            closing[department] = closing.GetValueOrDefault(department) + of.Values.Sum(h => h.Arrivals - h.Departures);
        return closing;
    }

    /// <summary>Returns the rows, by department, then by time.</summary>
    public ImmutableArray<CensusRow> Rows()
    {
        var rows = ImmutableArray.CreateBuilder<CensusRow>();
        foreach (var department in opening.Keys.Union(hours.Keys).Order())
        {
            var patients = opening.GetValueOrDefault(department);
            // An hour of which everything was taken back is as one without a movement.
            var of = (hours.GetValueOrDefault(department) ?? [])
                .Where(h => h.Value.Arrivals != 0 || h.Value.Departures != 0).ToDictionary();
            var first = CensusHour.FirstOf(Month, network.Find(department)?.TimeZone);
            if (patients != 0 && !of.ContainsKey(first.Begins)) rows.Add(new CensusRow(department, first, 0, 0, patients));
            foreach (var (hour, arrivals, departures) in of.Values.OrderBy(count => count.Hour.Begins))
            {
                patients += arrivals - departures;
                rows.Add(new CensusRow(department, hour, arrivals, departures, patients));
            }
        }

        return rows.ToImmutable();
    }

    private Dictionary<DateTime, HourCount> HoursOf(long department)
    {
        ref var of = ref CollectionsMarshal.GetValueRefOrAddDefault(hours, department, out _);
        return of ??= [];
    }

    private readonly record struct HourCount(CensusHour Hour, int Arrivals, int Departures);
}
