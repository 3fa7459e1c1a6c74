using PatientFlow.Kpi;
using static PatientFlow.Tools.Synapse.Kpis.SqlFigures;

namespace PatientFlow.Tools.Synapse.Kpis;

/// <summary>How many come, when and how urgently. An admission is a stay: a repeated admission event is none.</summary>
internal static class AdmissionKpis
{
    public static SqlView ByPriority { get; } = SqlView.Of(
        ShareKpi.OfPriorities,
        $"""
        SELECT
            {OrUnknown("s.admission_priority")} AS admission_priority,
            COUNT_BIG(s.stay_sk) AS admissions,
            {Share("s.stay_sk")} AS admissions_pct
        FROM dbo.fact_stay AS s
        GROUP BY {OrUnknown("s.admission_priority")}
        """);

    public static SqlView VolumeTrend { get; } = SqlView.Of(
        VolumeKpi.ByDay,
        $"""
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
            WHERE {Ended("e")}
        ) AS v
        GROUP BY v.date_key, v.hospital_id
        """);

    public static SqlView ByWeekday { get; } = SqlView.Of(
        ShareKpi.OfWeekdays,
        """
        SELECT
            t.day_of_week,
            t.day_name,
            t.is_weekend,
            COUNT_BIG(s.stay_sk) AS admissions
        FROM dbo.dim_date AS t
        LEFT JOIN dbo.fact_stay AS s ON s.admission_date = t.date_key
        GROUP BY t.day_of_week, t.day_name, t.is_weekend
        """);
}
