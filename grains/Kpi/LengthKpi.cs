namespace PatientFlow.Kpi;

/// <summary>How long the stays of a department lasted (docs/decisions/0014).</summary>
/// <param name="Department">The department that discharged.</param>
/// <param name="Discharges">Stays that ended.</param>
/// <param name="AverageHours">Their mean length.</param>
/// <param name="MinHours">The shortest.</param>
/// <param name="MaxHours">The longest.</param>
public sealed record LengthKpi(
    string Department, int Discharges, double? AverageHours, double? MinHours, double? MaxHours)
{
    /// <summary>By department.</summary>
    public static KpiDefinition ByDepartment { get; } = new()
    {
        Name = "dbo.kpi_alos_by_department",
        Meaning = "mean, shortest and longest stay in hours of all stays that ended, deaths and same-day discharges "
            + "included, by the department that discharged; Unknown where the network has none such. A stay of zero "
            + "hours is a discharge like any other and counts with 0; a stay that lasts has no length and does not "
            + "count. One whose discharge came from before it is a discharge, and in no mean.",
        Source = "seed KPI \"ALOS by department\", which clamped stays to the present, read 0.54 h, and therefore left "
            + "out lengths of 0 and less; average length of stay = days of discharged patients / discharges, here in "
            + "hours (docs/decisions/0014).",
    };

    /// <summary>Every department that discharged somebody, in byte order of its name.</summary>
    public static IReadOnlyList<LengthKpi> Of(KpiGold gold) =>
    [
        .. gold.Stays.Where(s => !s.IsOpen).GroupBy(s => gold.DepartmentOf(s.DepartmentSk))
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new LengthKpi(
                g.Key, g.Count(), g.Average(s => s.Hours), g.Min(s => s.Hours), g.Max(s => s.Hours))),
    ];
}
