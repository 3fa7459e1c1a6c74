using PatientFlow.Kpi;
using static PatientFlow.Tools.Synapse.Kpis.SqlFigures;

namespace PatientFlow.Tools.Synapse.Kpis;

/// <summary>Who the patients are, and how they do.</summary>
internal static class PatientKpis
{
    public static SqlView GenderDistribution { get; } = SqlView.Of(
        ShareKpi.OfGenders,
        $"""
        SELECT
            {OrUnknown("p.gender")} AS gender,
            COUNT_BIG(p.patient_sk) AS patients,
            {Share("p.patient_sk")} AS gender_pct
        FROM dbo.dim_patient AS p
        WHERE {IsCurrent}
        GROUP BY {OrUnknown("p.gender")}
        """);

    public static SqlView AgeBands { get; } = new()
    {
        Name = "dbo.kpi_demographics_by_age_band",
        Definition = "patients by age last known, in bands, and gender, and their share of all patients; each patient "
            + "counts once, by the current version; Unknown where none was ever known.",
        Source = "KPI \"demographics\" of the seed's ancestor. The last band begins at 90, as de-identified data must.",
        Query = $"""
            SELECT
                b.age_band,
                b.gender,
                COUNT_BIG(b.patient_sk) AS patients,
                {Share("b.patient_sk")} AS patients_pct
            FROM (
                SELECT
                    p.patient_sk,
                    {OrUnknown("p.gender")} AS gender,
                    CASE
                        WHEN p.age IS NULL THEN '{KpiGold.Unknown}'
                        WHEN p.age < 18 THEN '0-17'
                        WHEN p.age < 35 THEN '18-34'
                        WHEN p.age < 50 THEN '35-49'
                        WHEN p.age < 65 THEN '50-64'
                        WHEN p.age < 80 THEN '65-79'
                        WHEN p.age < 90 THEN '80-89'
                        ELSE '90+'
                    END AS age_band
                FROM dbo.dim_patient AS p
                WHERE {IsCurrent}
            ) AS b
            GROUP BY b.age_band, b.gender
            """,
    };

    public static SqlView AverageVitals { get; } = SqlView.Of(
        VitalsKpi.ByDepartment,
        // 1E0 * makes a fraction of a whole number: T-SQL's AVG of INT is INT and would cut the decimals.
        $"""
        SELECT
            {OrUnknown("d.department")} AS department,
            COUNT_BIG(f.fact_id) AS readings,
            ROUND(AVG(1E0 * f.heart_rate), 2) AS avg_heart_rate,
            ROUND(AVG(1E0 * f.bp_systolic), 2) AS avg_bp_systolic,
            ROUND(AVG(1E0 * f.oxygen_saturation), 2) AS avg_oxygen_saturation,
            ROUND(AVG(f.temperature_f), 2) AS avg_temperature_f
        FROM dbo.fact_patient_flow AS f
        LEFT JOIN dbo.dim_department AS d ON d.department_sk = f.department_sk
        WHERE COALESCE(f.heart_rate, f.bp_systolic, f.oxygen_saturation, f.temperature_f) IS NOT NULL
        GROUP BY {OrUnknown("d.department")}
        """);
}
