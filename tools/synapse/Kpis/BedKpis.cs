using static PatientFlow.Tools.Synapse.Kpis.SqlFigures;

namespace PatientFlow.Tools.Synapse.Kpis;

/// <summary>What happens to beds between two patients.</summary>
internal static class BedKpis
{
    public static SqlView Turnaround { get; } = new()
    {
        Name = "dbo.kpi_bed_turnaround",
        Definition = "by department: beds that were made available again after a patient was discharged from them or "
            + "after they were declared dirty, and the minutes from the last of the discharges, or else from the first "
            + "dirty, to available. Times in which the bed was reserved, blocked or closed are left out, and a bed that a "
            + "patient left by a transfer counts from when it was declared dirty.",
        Source = "bed turnaround time of bed management systems; kpi_bed_turnover has the turnover interval, which is how "
            + "long a bed is empty between two patients.",
        Query = $"""
            WITH mark AS (
                SELECT b.bed_id, b.status AS kind, b.status_from AS marked_at, b.bed_status_id AS mark_id
                FROM dbo.fact_bed_status AS b
                UNION ALL
                SELECT s.bed_id, 'left' AS kind, s.discharge_time AS marked_at, s.stay_sk AS mark_id
                FROM dbo.fact_stay AS s
                WHERE {Ended("s")} AND s.bed_id IS NOT NULL
            ),
            step AS (
                SELECT
                    m.bed_id, m.kind, m.marked_at,
                    SUM(CASE WHEN m.kind = 'available' THEN 1 ELSE 0 END) OVER (
                        PARTITION BY m.bed_id ORDER BY m.marked_at DESC, m.mark_id DESC
                        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS until_available
                FROM mark AS m
            ),
            cleaning AS (
                SELECT
                    t.bed_id,
                    COALESCE(
                        MAX(CASE WHEN t.kind = 'left' THEN t.marked_at END),
                        MIN(CASE WHEN t.kind = 'dirty' THEN t.marked_at END)) AS began_at,
                    MAX(CASE WHEN t.kind = 'available' THEN t.marked_at END) AS ended_at
                FROM step AS t
                WHERE t.until_available > 0
                GROUP BY t.bed_id, t.until_available
                HAVING SUM(CASE WHEN t.kind IN ('reserved', 'blocked', 'closed') THEN 1 ELSE 0 END) = 0
            )
            SELECT
                d.hospital_id,
                d.hospital_name,
                d.department,
                COUNT_BIG(c.bed_id) AS turnarounds,
                ROUND(AVG(1E0 * DATEDIFF(MINUTE, c.began_at, c.ended_at)), 2) AS avg_turnaround_min,
                MAX(DATEDIFF(MINUTE, c.began_at, c.ended_at)) AS max_turnaround_min
            FROM cleaning AS c
            INNER JOIN dbo.dim_bed AS k ON k.bed_id = c.bed_id
            INNER JOIN dbo.dim_department AS d ON d.department_sk = k.department_sk
            WHERE c.began_at IS NOT NULL
            GROUP BY d.hospital_id, d.hospital_name, d.department
            """,
    };
}
