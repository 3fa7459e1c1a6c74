namespace PatientFlow.Tools.Synapse.Kpis;

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

    public static SqlView VolumeTrend { get; } = new()
    {
        Name = "dbo.kpi_volume_trend",
        Definition = "admissions to the hospital and discharges from it, deaths included, by UTC day; transfers within "
            + "it are neither. A day without either has no row.",
        Source = "KPI \"volume trend\" of the seed's ancestor, from stays instead of events.",
        Query = """
            SELECT
                v.date_key,
                v.hospital_id,
                SUM(v.admissions) AS admissions,
                SUM(v.discharges) AS discharges
            FROM (
                SELECT a.admission_date AS date_key, d.hospital_id, 1 AS admissions, 0 AS discharges
                FROM dbo.fact_stay AS a
                INNER JOIN dbo.dim_department AS d ON d.department_sk = a.admission_department_sk
                UNION ALL
                SELECT CAST(e.discharge_time AS DATE) AS date_key, l.hospital_id, 0 AS admissions, 1 AS discharges
                FROM dbo.fact_stay AS e
                INNER JOIN dbo.dim_department AS l ON l.department_sk = e.department_sk
                WHERE e.stay_status = 'closed'
            ) AS v
            GROUP BY v.date_key, v.hospital_id
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
