namespace PatientFlow.Silo.Synapse;

/// <summary>How long stays last, and why. Lengths are those of stays that ended.</summary>
internal static class StayKpis
{
    public static SqlView AverageLength { get; } = new()
    {
        Name = "dbo.kpi_alos_by_department",
        Definition = "mean, shortest and longest stay in hours of all stays that ended, deaths and same-day "
            + "discharges included, by the department that discharged; Unknown where the network has none such.",
        Source = "seed KPI \"ALOS by department\", which clamped stays to the present and read 0.54 h; average length "
            + "of stay = days of discharged patients / discharges, here in hours.",
        Query = """
            SELECT
                COALESCE(d.department, 'Unknown') AS department,
                COUNT_BIG(s.stay_sk) AS discharges,
                ROUND(AVG(s.length_of_stay_hrs), 4) AS avg_los_hrs,
                ROUND(MIN(s.length_of_stay_hrs), 4) AS min_los_hrs,
                ROUND(MAX(s.length_of_stay_hrs), 4) AS max_los_hrs
            FROM dbo.fact_stay AS s
            LEFT JOIN dbo.dim_department AS d ON d.department_sk = s.department_sk
            WHERE s.stay_status = 'closed'
            GROUP BY COALESCE(d.department, 'Unknown')
            """,
    };

    public static SqlView TopDiagnoses { get; } = new()
    {
        Name = "dbo.kpi_top_diagnoses",
        Definition = "the ten diagnoses with most stays, and the mean length of those stays that ended, in hours; "
            + "of equal counts the first in byte order. Stays without a diagnosis are left out.",
        Source = "seed KPI \"top-10 diagnoses\", from stays instead of events, which counted a stay twice.",
        Query = """
            SELECT
                ROW_NUMBER() OVER (ORDER BY COUNT_BIG(s.stay_sk) DESC, s.diagnosis_code) AS diagnosis_rank,
                s.diagnosis_code,
                COUNT_BIG(s.stay_sk) AS stays,
                ROUND(AVG(s.length_of_stay_hrs), 4) AS avg_los_hrs
            FROM dbo.fact_stay AS s
            WHERE s.diagnosis_code IS NOT NULL
            GROUP BY s.diagnosis_code
            ORDER BY diagnosis_rank
            OFFSET 0 ROWS FETCH NEXT 10 ROWS ONLY
            """,
    };
}
