using PatientFlow.Kpi;
using static PatientFlow.Tools.Synapse.Kpis.SqlFigures;

namespace PatientFlow.Tools.Synapse.Kpis;

/// <summary>How full the beds are. Every figure comes from open stays: an event counts nobody.</summary>
internal static class OccupancyKpis
{
    public static SqlView ByDepartment { get; } = SqlView.Of(
        OccupancyKpi.ByDepartment,
        $"""
        SELECT
            d.hospital_id,
            d.hospital_name,
            d.department,
            d.bed_capacity,
            COUNT_BIG(s.stay_sk) AS patients,
            {Percent("COUNT_BIG(s.stay_sk)", "d.bed_capacity")} AS occupancy_pct
        FROM dbo.dim_department AS d
        LEFT JOIN {OpenStays}
        GROUP BY d.department_sk, d.hospital_id, d.hospital_name, d.department, d.bed_capacity
        """);

    public static SqlView ByHospital { get; } = SqlView.Of(
        OccupancyKpi.ByHospital,
        $"""
        SELECT
            o.hospital_id,
            o.hospital_name,
            SUM(o.bed_capacity) AS bed_capacity,
            SUM(o.patients) AS patients,
            {Percent("SUM(o.patients)", "SUM(o.bed_capacity)")} AS occupancy_pct
        FROM dbo.kpi_occupancy_by_department AS o
        GROUP BY o.hospital_id, o.hospital_name
        """);
}
