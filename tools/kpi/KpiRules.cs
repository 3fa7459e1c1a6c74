namespace PatientFlow.Tools.Kpi;

/// <summary>
/// The seed's KPIs over Gold, as its reports define them (seed-spec section 8), with its occupancy and length of stay
/// made right: both come from stays.
/// </summary>
internal static class KpiRules
{
    /// <summary>Open stays and beds of each department of each hospital.</summary>
    public static IReadOnlyList<OccupancyKpi> Occupancy(Gold gold)
    {
        var open = gold.Stays.Where(s => s is { IsOpen: true, DepartmentSk: not null }).CountBy(s => s.DepartmentSk ?? 0).ToDictionary();
        return
        [
            .. gold.Departments.OrderBy(d => d.Value.HospitalId).ThenBy(d => d.Key).Select(d => new OccupancyKpi(
                d.Value.HospitalId, d.Value.HospitalName, d.Value.Name, open.GetValueOrDefault(d.Key), d.Value.Beds)),
        ];
    }

    /// <summary>Patients by gender; it counts patients, not events.</summary>
    public static IReadOnlyList<ShareKpi> Genders(Gold gold) => Shares(gold.Genders.Select(g => g ?? "Unknown"));

    /// <summary>Stays by the priority of their admission.</summary>
    public static IReadOnlyList<ShareKpi> Priorities(Gold gold) => Shares(gold.Stays.Select(s => s.Priority ?? "Unknown"));

    /// <summary>Stays by the UTC weekday of their admission, Sunday first.</summary>
    public static IReadOnlyList<ShareKpi> Weekdays(Gold gold)
    {
        var counts = gold.Stays.CountBy(s => s.AdmissionTime.DayOfWeek).ToDictionary();
        return
        [
            .. Enum.GetValues<DayOfWeek>().Select(d => new ShareKpi(
                d.ToString(), counts.GetValueOrDefault(d), Percent(counts.GetValueOrDefault(d), gold.Stays.Count))),
        ];
    }

    /// <summary>Average length of the stays that ended, by department of the discharge.</summary>
    public static IReadOnlyList<LengthKpi> Lengths(Gold gold) =>
    [
        .. gold.Stays.Where(s => s is { Hours: > 0, DepartmentSk: not null })
            .GroupBy(s => gold.Departments[s.DepartmentSk!.Value].Name)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new LengthKpi(g.Key, g.Count(), g.Average(s => s.Hours!.Value), g.Min(s => s.Hours!.Value), g.Max(s => s.Hours!.Value))),
    ];

    /// <summary>The most frequent diagnoses of stays, with the average length of those that ended.</summary>
    public static IReadOnlyList<DiagnosisKpi> Diagnoses(Gold gold, int top) =>
    [
        .. gold.Stays.Where(s => s.Diagnosis is not null).GroupBy(s => s.Diagnosis!)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(top)
            .Select(g => new DiagnosisKpi(g.Key, g.Count(), g.Average(s => s.Hours))),
    ];

    /// <summary>Average vital signs by department.</summary>
    public static IReadOnlyList<VitalsKpi> Vitals(Gold gold) =>
    [
        .. gold.Vitals.Where(v => v is { DepartmentSk: not null, HeartRate: not null })
            .GroupBy(v => gold.Departments[v.DepartmentSk!.Value].Name)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new VitalsKpi(
                g.Key, g.Average(v => v.HeartRate), g.Average(v => v.Systolic), g.Average(v => v.Saturation),
                g.Average(v => v.Temperature))),
    ];

    private static IReadOnlyList<ShareKpi> Shares(IEnumerable<string> names)
    {
        var counts = names.CountBy(n => n).ToList();
        var all = counts.Sum(c => c.Value);
        return
        [
            .. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
                .Select(c => new ShareKpi(c.Key, c.Value, Percent(c.Value, all))),
        ];
    }

    private static double Percent(int part, int whole) => whole == 0 ? 0 : 100.0 * part / whole;
}

/// <summary>Open stays against beds.</summary>
internal sealed record OccupancyKpi(int HospitalId, string HospitalName, string Department, int Occupied, int Beds);

/// <summary>A count and its share in percent.</summary>
internal sealed record ShareKpi(string Name, int Count, double Percent);

/// <summary>Lengths of ended stays in hours.</summary>
internal sealed record LengthKpi(string Department, int Stays, double AverageHours, double MinHours, double MaxHours);

/// <summary>A diagnosis, its stays and the average hours of those that ended.</summary>
internal sealed record DiagnosisKpi(string Diagnosis, int Stays, double? AverageHours);

/// <summary>Average vital signs.</summary>
internal sealed record VitalsKpi(string Department, double? HeartRate, double? Systolic, double? Saturation, double? Temperature);
