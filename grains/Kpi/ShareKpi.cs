namespace PatientFlow.Kpi;

/// <summary>A count and its share of all.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Count">How many.</param>
/// <param name="Percent">Of all; null where there are none.</param>
public sealed record ShareKpi(string Name, int Count, double? Percent)
{
    /// <summary>Patients by gender.</summary>
    public static KpiDefinition OfGenders { get; } = new()
    {
        Name = "dbo.kpi_gender_distribution",
        Meaning = "patients by the gender last known, and their share of all patients; each patient counts once, by "
            + "the current version; Unknown where none was ever known.",
        Source = "seed KPI \"gender distribution\", which counted events, so each stay twice.",
    };

    /// <summary>Admissions by priority.</summary>
    public static KpiDefinition OfPriorities { get; } = new()
    {
        Name = "dbo.kpi_admissions_by_priority",
        Meaning = "stays that began, by the priority of the admission, and their share of all; Unknown where the event "
            + "gave none.",
        Source = "seed KPI \"admissions by priority\", from stays instead of events.",
    };

    /// <summary>Admissions by day of the week.</summary>
    public static KpiDefinition OfWeekdays { get; } = new()
    {
        Name = "dbo.kpi_admissions_by_weekday",
        Meaning = "stays that began, by the day of the week of the admission's UTC day, 1 = Sunday; a day without "
            + "admissions has a row with 0.",
        Source = "seed KPI \"admissions by day of week\", from stays instead of events.",
    };

    /// <summary>As <see cref="OfGenders"/> says, the most frequent first.</summary>
    public static IReadOnlyList<ShareKpi> Genders(KpiGold gold) => Shares(gold.Genders);

    /// <summary>As <see cref="OfPriorities"/> says, the most frequent first.</summary>
    public static IReadOnlyList<ShareKpi> Priorities(KpiGold gold) => Shares(gold.Stays.Select(s => s.Priority));

    /// <summary>As <see cref="OfWeekdays"/> says, Sunday first.</summary>
    public static IReadOnlyList<ShareKpi> Weekdays(KpiGold gold)
    {
        var counts = gold.Stays.CountBy(s => s.AdmissionTime.UtcDateTime.DayOfWeek).ToDictionary();
        return
        [
            .. Enum.GetValues<DayOfWeek>().Select(d => new ShareKpi(
                d.ToString(), counts.GetValueOrDefault(d), PercentOf(counts.GetValueOrDefault(d), gold.Stays.Count))),
        ];
    }

    /// <summary>A part in percent of a whole; of nothing there is no share.</summary>
    public static double? PercentOf(int part, int whole) => whole == 0 ? null : 100.0 * part / whole;

    private static IReadOnlyList<ShareKpi> Shares(IEnumerable<string?> names)
    {
        var counts = names.CountBy(n => n ?? KpiGold.Unknown).ToList();
        var all = counts.Sum(c => c.Value);
        return
        [
            .. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
                .Select(c => new ShareKpi(c.Key, c.Value, PercentOf(c.Value, all))),
        ];
    }
}
