namespace PatientFlow.Tools.Synapse.Kpis;

/// <summary>How full the beds are. Every figure comes from open stays: an event counts nobody.</summary>
internal static class OccupancyKpis
{
    public static SqlView ByDepartment { get; } = new()
    {
        Name = "dbo.kpi_occupancy_by_department",
        Definition = "patients in the department now * 100 / its staffed beds; over 100 only where more patients are "
            + "in than it has beds. Every department has a row. A patient whose place the network does not know is in "
            + "no row.",
        Source = "seed KPI \"occupancy\", from open stays instead of admission events; the instant form of the bed "
            + "occupancy rate (occupied / staffed beds, AHRQ bed classes).",
        Query = """
            SELECT
                d.hospital_id,
                d.hospital_name,
                d.department,
                d.bed_capacity,
                COUNT_BIG(s.stay_sk) AS patients,
                ROUND(1E2 * COUNT_BIG(s.stay_sk) / NULLIF(d.bed_capacity, 0), 2) AS occupancy_pct
            FROM dbo.dim_department AS d
            LEFT JOIN dbo.fact_stay AS s ON s.department_sk = d.department_sk AND s.stay_status = 'open'
            GROUP BY d.department_sk, d.hospital_id, d.hospital_name, d.department, d.bed_capacity
            """,
    };

    public static SqlView ByHospital { get; } = new()
    {
        Name = "dbo.kpi_occupancy_by_hospital",
        Definition = "the sum of patients in the hospital's departments now * 100 / the sum of their staffed beds.",
        Source = "seed KPI \"occupancy\", by hospital; from kpi_occupancy_by_department, so that the two agree.",
        Query = """
            SELECT
                o.hospital_id,
                o.hospital_name,
                SUM(o.bed_capacity) AS bed_capacity,
                SUM(o.patients) AS patients,
                ROUND(1E2 * SUM(o.patients) / NULLIF(SUM(o.bed_capacity), 0), 2) AS occupancy_pct
            FROM dbo.kpi_occupancy_by_department AS o
            GROUP BY o.hospital_id, o.hospital_name
            """,
    };
}
