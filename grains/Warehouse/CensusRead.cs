using System.Collections.Immutable;
using PatientFlow.Network;

namespace PatientFlow.Warehouse;

/// <summary>
/// What the hourly census says of a time or a span. Its rows are only of hours in which somebody came or left, and of
/// the beginning of a month for who is in; nothing changes between two of them.
/// </summary>
public static class CensusRead
{
    /// <summary>Returns the months that are needed for a department's patients at a time: one, if any is stored.</summary>
    /// <param name="stored">The months that the table has, such as <c>2025-06</c>.</param>
    /// <param name="at">The time, UTC.</param>
    /// <param name="units">The departments.</param>
    public static ImmutableSortedSet<string> MonthsAt(
        IReadOnlyCollection<string> stored, DateTime at, IEnumerable<DepartmentUnit> units) =>
    [
        .. units.Select(u => u.TimeZone).Distinct()
            .Select(zone => NewestUpTo(stored, CensusHour.Of(at, zone).Month)).OfType<string>(),
    ];

    /// <summary>Returns a department's patients when the last full hour before a time ended.</summary>
    /// <param name="unit">The department.</param>
    /// <param name="rows">Its rows of the months that <see cref="MonthsAt"/> names, in order of time.</param>
    /// <param name="at">The time, UTC.</param>
    public static CensusCount At(DepartmentUnit unit, IEnumerable<CensusRow> rows, DateTime at)
    {
        var hour = CensusHour.Of(at, unit.TimeZone);
        CensusRow? last = null, first = null;
        foreach (var row in rows)
        {
            if (string.CompareOrdinal(row.Hour.Month, hour.Month) > 0) break;
            if (row.Hour.Begins < hour.Begins) last = row;
            else first ??= row;
        }

        // Before the first row of its month, there are those with whom the month began.
        var patients = last?.Patients ?? (first is { } f && f.Hour.Month == hour.Month ? f.Patients - f.Arrivals + f.Departures : 0);
        return new CensusCount(unit, hour.Begins, patients);
    }

    /// <summary>Returns the months that may have rows of a span: a hospital's day is less than a day from UTC.</summary>
    /// <param name="stored">The months that the table has, such as <c>2025-06</c>.</param>
    /// <param name="from">Begin of the span, UTC.</param>
    /// <param name="until">Its end, UTC.</param>
    public static ImmutableSortedSet<string> MonthsOf(IReadOnlyCollection<string> stored, DateTime from, DateTime until)
    {
        var first = CensusHour.Of(from.Ticks > TimeSpan.TicksPerDay ? from.AddDays(-1) : from, zone: null).Month;
        var last = CensusHour.Of(DateTime.MaxValue - until > TimeSpan.FromDays(1) ? until.AddDays(1) : until, zone: null).Month;
        return [.. stored.Where(m => string.CompareOrdinal(m, first) >= 0 && string.CompareOrdinal(m, last) <= 0)];
    }

    private static string? NewestUpTo(IEnumerable<string> stored, string month) =>
        stored.Where(m => string.CompareOrdinal(m, month) <= 0).Max(StringComparer.Ordinal);
}
