using System.Text.Json;

namespace PatientFlow.Tests.Kpi;

/// <summary>
/// Every KPI computed from the raw events by its definition, as simply as it can be said: it looks at all stays for each
/// figure. The networks of the recordings are in UTC, so days and hours are UTC's.
/// </summary>
internal sealed class KpiOracle(RawEvents events, RawNetwork network)
{
    private IReadOnlyList<RawStay> Stays => events.Stays;

    private IEnumerable<RawStay> Ended => Stays.Where(s => s.To is not null);

    private IEnumerable<RawStay> Open => Stays.Where(s => s.To is null);

    private DateTime Now => Stays.Max(s => s.To ?? s.From);

    private IEnumerable<DateTime> Moments => Stays.SelectMany(s => s.Parts())
        .SelectMany(p => p.To is { } to ? new[] { p.From, to } : [p.From]);

    private DateTime FirstDay => Moments.Min().Date;

    private DateTime LastDay => Moments.Max().Date;

    private IEnumerable<DateTime> WholeDays => Enumerable.Range(0, (LastDay - FirstDay).Days).Select(d => FirstDay.AddDays(d));

    public IEnumerable<KpiRow> OccupancyByDepartment() => network.Departments.Select(d =>
        new KpiRow($"{d.Hospital}|{d.Name}", d.Beds, In(d), 100.0 * In(d) / d.Beds));

    public IEnumerable<KpiRow> OccupancyByHospital() => network.Departments.GroupBy(d => d.Hospital).Select(h =>
        new KpiRow($"{h.Key}", h.Sum(d => d.Beds), h.Sum(In), 100.0 * h.Sum(In) / h.Sum(d => d.Beds)));

    public IEnumerable<KpiRow> Genders() => Shares(events.Patients.Values.Select(p => p.Gender ?? "Unknown"));

    public IEnumerable<KpiRow> AgeBands() =>
        Shares(events.Patients.Values.Select(p => $"{Band(p.Age)}|{p.Gender ?? "Unknown"}"));

    public IEnumerable<KpiRow> Priorities() => Shares(Stays.Select(s => s.Priority ?? "Unknown"));

    public IEnumerable<KpiRow> LengthByDepartment() => Lengths(s => network[s.Last].Name);

    public IEnumerable<KpiRow> TreatmentDuration() => Lengths(s => s.Diagnosis ?? "Unknown");

    public IEnumerable<KpiRow> TopDiagnoses() => Stays.Where(s => s.Diagnosis is not null).GroupBy(s => s.Diagnosis!)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(10)
        .Select((g, rank) => new KpiRow(
            g.Key, rank + 1, g.Count(), g.Any(s => s.To is not null) ? g.Where(s => s.To is not null).Average(s => s.Hours) : null));

    public IEnumerable<KpiRow> Weekdays() => Enum.GetValues<DayOfWeek>().Select(d =>
        new KpiRow($"{d}", (int)d + 1, Stays.Count(s => s.From.DayOfWeek == d)));

    public IEnumerable<KpiRow> Vitals() => events.Vitals.GroupBy(v => network[v.Department].Name).Select(g => new KpiRow(
        g.Key, g.Count(), Mean(g, "heart_rate"), Mean(g, "bp_systolic"), Mean(g, "oxygen_saturation"), Mean(g, "temperature_f")));

    public IEnumerable<KpiRow> MidnightCensus() => network.Departments.SelectMany(d => WholeDays.Select(day =>
        new KpiRow($"{d.Hospital}|{d.Name}|{day:yyyy-MM-dd}", AtMidnightAfter(d, day))));

    public IEnumerable<KpiRow> OccupancyRate() => network.Departments.SelectMany(d => Months().Select(m =>
    {
        var (days, occupied) = (m.Count(), m.Sum(day => AtMidnightAfter(d, day)));
        return new KpiRow(
            $"{d.Hospital}|{d.Name}|{m.Key.Year}|{m.Key.Month}", days, occupied, d.Beds * days,
            100.0 * occupied / (d.Beds * days), 1.0 * occupied / days);
    }));

    public IEnumerable<KpiRow> Turnover() => network.Departments.GroupBy(d => d.Hospital).SelectMany(h => Months().Select(m =>
    {
        var beds = h.Sum(d => d.Beds);
        var empty = (beds * m.Count()) - h.Sum(d => m.Sum(day => AtMidnightAfter(d, day)));
        var discharges = Ended.Count(s => network[s.Last].Hospital == h.Key && m.Contains(s.To!.Value.Date));
        return new KpiRow(
            $"{h.Key}|{m.Key.Year}|{m.Key.Month}", discharges, 1.0 * discharges / beds,
            discharges == 0 ? null : 1.0 * empty / discharges);
    }));

    public IEnumerable<KpiRow> Inflow() => Stays.SelectMany(s => s.Places.Where((p, i) => i == 0 || s.Places[i - 1].Department != p.Department))
        .GroupBy(p => (p.Department, p.At.Hour)).Select(g => new KpiRow(
            $"{network[g.Key.Department].Hospital}|{network[g.Key.Department].Name}|{g.Key.Hour}",
            g.Count(), 1.0 * g.Count() / ((LastDay - FirstDay).Days + 1)));

    public IEnumerable<KpiRow> LengthByHospital() => Ended.GroupBy(s => network[s.Last].Hospital).Select(g => new KpiRow(
        $"{g.Key}", g.Count(), g.Sum(Midnights), 1.0 * g.Sum(Midnights) / g.Count()));

    public IEnumerable<KpiRow> LongStays() => network.Departments.Select(d => d.Hospital).Distinct().Select(h =>
    {
        var days = Open.Where(s => network[s.Last].Hospital == h).Select(s => (Now.Date - s.From.Date).Days).ToList();
        return new KpiRow($"{h}", days.Count, days.Count(d => d >= 7), days.Count(d => d >= 14), days.Count(d => d >= 21));
    });

    public IEnumerable<KpiRow> Overstay() => network.Departments.Select(d =>
    {
        var open = Open.Where(s => s.Last == d.Key).ToList();
        return new KpiRow(
            $"{d.Hospital}|{d.Name}", open.Count, open.Count(s => s.Expected < Now),
            open.Count(s => Minute(Now) - Minute(s.From) > TimeSpan.FromHours(50)));
    });

    public IEnumerable<KpiRow> VolumeTrend() =>
        Stays.Select(s => (s.From.Date, network[s.First].Hospital, Comes: true))
            .Concat(Ended.Select(s => (s.To!.Value.Date, network[s.Last].Hospital, Comes: false)))
            .GroupBy(v => (v.Date, v.Hospital)).Select(g => new KpiRow(
                $"{g.Key.Date:yyyy-MM-dd}|{g.Key.Hospital}", g.Count(v => v.Comes), g.Count(v => !v.Comes)));

    /// <summary>Patients of a department when each hour of the first, a middle and the last day ends.</summary>
    public IEnumerable<KpiRow> HourlyCensus() => network.Departments.SelectMany(d => SampleDays().SelectMany(day =>
        Enumerable.Range(0, 24).Select(h => new KpiRow(
            $"{d.Hospital}|{d.Name}|{day:yyyy-MM-dd}|{h}", Stays.Count(s => s.IsIn(d.Key, day.AddHours(h + 1).AddTicks(-1)))))));

    public IEnumerable<DateTime> SampleDays() =>
        new[] { FirstDay, FirstDay.AddDays((LastDay - FirstDay).Days / 2), LastDay }.Distinct();

    private static string Band(int? age) => age switch
    {
        null => "Unknown",
        < 18 => "0-17",
        < 35 => "18-34",
        < 50 => "35-49",
        < 65 => "50-64",
        < 80 => "65-79",
        < 90 => "80-89",
        _ => "90+",
    };

    private static int Midnights(RawStay stay) => (stay.To!.Value.Date - stay.From.Date).Days;

    private static DateTime Minute(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMinute), time.Kind);

    private static double? Mean(IEnumerable<(string, JsonElement Vitals)> of, string field) =>
        of.Average(v => v.Vitals.TryGetProperty(field, out var value) ? value.GetDouble() : (double?)null);

    private static IEnumerable<KpiRow> Shares(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.CountBy(n => n).Select(c => new KpiRow(c.Key, c.Value, 100.0 * c.Value / all.Count));
    }

    private IEnumerable<KpiRow> Lengths(Func<RawStay, string> of) => Ended.GroupBy(of).Select(g => new KpiRow(
        g.Key, g.Count(), g.Average(s => s.Hours), g.Min(s => s.Hours), g.Max(s => s.Hours)));

    private int In(RawDepartment d) => Open.Count(s => s.Last == d.Key);

    private int AtMidnightAfter(RawDepartment d, DateTime day) =>
        Stays.Count(s => s.IsIn(d.Key, day.AddDays(1).AddTicks(-1)));

    private IEnumerable<IGrouping<(int Year, int Month), DateTime>> Months() => WholeDays.GroupBy(d => (d.Year, d.Month));
}
