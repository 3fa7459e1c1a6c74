namespace PatientFlow.Kpi;

/// <summary>Mean vital signs of a department; null where no event carries the figure.</summary>
/// <param name="Department">The department.</param>
/// <param name="Readings">Events with any of the four.</param>
/// <param name="HeartRate">Beats a minute.</param>
/// <param name="Systolic">Systolic blood pressure, mmHg.</param>
/// <param name="Saturation">Oxygen saturation, percent.</param>
/// <param name="Temperature">Temperature, degrees Fahrenheit.</param>
public sealed record VitalsKpi(
    string Department, int Readings, double? HeartRate, double? Systolic, double? Saturation, double? Temperature)
{
    /// <summary>By department.</summary>
    public static KpiDefinition ByDepartment { get; } = new()
    {
        Name = "dbo.kpi_vitals_by_department",
        Meaning = "means over every event that carries the figure, by the department of the event; readings are events "
            + "with any of the four. Unknown where the network has no such department.",
        Source = "seed KPI \"average vitals by department\".",
    };

    /// <summary>Every department with a reading, in byte order of its name.</summary>
    public static IReadOnlyList<VitalsKpi> Of(KpiGold gold) =>
    [
        .. gold.Vitals.Where(v => v.IsReading).GroupBy(v => gold.DepartmentOf(v.DepartmentSk))
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new VitalsKpi(
                g.Key, g.Count(), g.Average(v => v.HeartRate), g.Average(v => v.Systolic), g.Average(v => v.Saturation),
                g.Average(v => v.Temperature))),
    ];
}
