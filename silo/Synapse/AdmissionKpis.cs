namespace PatientFlow.Silo.Synapse;

/// <summary>How many come, when and how urgently. An admission is a stay: a repeated admission event is none.</summary>
internal static class AdmissionKpis
{
    public static SqlView ByPriority { get; } = new()
    {
        Name = "dbo.kpi_admissions_by_priority",
        Definition = "stays that began, by the priority of the admission, and their share of all; Unknown where "
            + "the event gave none.",
        Source = "seed KPI \"admissions by priority\", from stays instead of events.",
        Query = """
            SELECT
                COALESCE(s.admission_priority, 'Unknown') AS admission_priority,
                COUNT_BIG(s.stay_sk) AS admissions,
                ROUND(1E2 * COUNT_BIG(s.stay_sk) / NULLIF(SUM(COUNT_BIG(s.stay_sk)) OVER (), 0), 2) AS admissions_pct
            FROM dbo.fact_stay AS s
            GROUP BY COALESCE(s.admission_priority, 'Unknown')
            """,
    };

    public static SqlView ByWeekday { get; } = new()
    {
        Name = "dbo.kpi_admissions_by_weekday",
        Definition = "stays that began, by the day of the week of the admission's UTC day, 1 = Sunday; a day without "
            + "admissions has a row with 0.",
        Source = "seed KPI \"admissions by day of week\", from stays instead of events.",
        Query = """
            SELECT
                t.day_of_week,
                t.day_name,
                t.is_weekend,
                COUNT_BIG(s.stay_sk) AS admissions
            FROM dbo.dim_date AS t
            LEFT JOIN dbo.fact_stay AS s ON s.admission_date = t.date_key
            GROUP BY t.day_of_week, t.day_name, t.is_weekend
            """,
    };
}
