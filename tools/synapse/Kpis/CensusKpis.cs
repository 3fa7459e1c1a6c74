using PatientFlow.Alerts;
using PatientFlow.Kpi;
using static PatientFlow.Tools.Synapse.Kpis.SqlFigures;

namespace PatientFlow.Tools.Synapse.Kpis;

/// <summary>
/// Beds over time: census, bed days, occupancy rate, turnover. Days are those of the hospital. The last day of the data
/// is not over and is left out of every figure that counts whole days.
/// </summary>
internal static class CensusKpis
{
    private static readonly AlertLimits Limits = new();

    /// <summary>The census with the hours in which nothing happened.</summary>
    public static SqlView Hourly { get; } = new()
    {
        Name = "dbo.v_census_hourly",
        Definition = "patients of every department when each hour of its hospital's day ends, from the first day of "
            + "the data to the last; an hour without a movement has those of the hour before.",
        Source = "fact_census, which has the hours in which somebody came or left. Days in the future of a clock that "
            + "runs ahead, and the rest of the last day, repeat the last figure.",
        Query = $"""
            WITH {Span},
            flow AS (
                SELECT
                    m.department_sk, m.census_date, m.hour_of_day,
                    SUM(m.arrivals) AS arrivals, SUM(m.departures) AS departures
                FROM dbo.fact_census AS m
                GROUP BY m.department_sk, m.census_date, m.hour_of_day
            )
            SELECT
                d.department_sk,
                d.hospital_id,
                d.department,
                t.date_key AS census_date,
                h.hour_of_day,
                COALESCE(f.arrivals, 0) AS arrivals,
                COALESCE(f.departures, 0) AS departures,
                SUM(COALESCE(f.arrivals, 0) - COALESCE(f.departures, 0)) OVER (
                    PARTITION BY d.department_sk ORDER BY t.date_key, h.hour_of_day ROWS UNBOUNDED PRECEDING
                ) AS patients,
                d.bed_capacity
            FROM dbo.dim_department AS d
            CROSS JOIN dbo.dim_date AS t
            CROSS JOIN (VALUES
                (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11),
                (12), (13), (14), (15), (16), (17), (18), (19), (20), (21), (22), (23)
            ) AS h (hour_of_day)
            INNER JOIN span AS s ON t.date_key >= s.first_date AND t.date_key <= s.last_date
            LEFT JOIN flow AS f
                ON f.department_sk = d.department_sk AND f.census_date = t.date_key AND f.hour_of_day = h.hour_of_day
            """,
    };

    public static SqlView Midnight { get; } = SqlView.Of(
        MidnightKpi.ByDepartment,
        $"""
        WITH {Span},
        flow AS (
            SELECT m.department_sk, m.census_date, SUM(m.arrivals - m.departures) AS change
            FROM dbo.fact_census AS m
            GROUP BY m.department_sk, m.census_date
        )
        SELECT
            d.department_sk,
            d.hospital_id,
            d.department,
            t.date_key AS census_date,
            t.year,
            t.month,
            SUM(COALESCE(f.change, 0)) OVER (
                PARTITION BY d.department_sk ORDER BY t.date_key ROWS UNBOUNDED PRECEDING
            ) AS patients,
            d.bed_capacity
        FROM dbo.dim_department AS d
        CROSS JOIN dbo.dim_date AS t
        INNER JOIN span AS s ON t.date_key >= s.first_date AND t.date_key < s.last_date
        LEFT JOIN flow AS f ON f.department_sk = d.department_sk AND f.census_date = t.date_key
        """);

    public static SqlView OccupiedBedDays { get; } = new()
    {
        Name = "dbo.kpi_bed_occupancy_rate",
        Definition = "by department and month of whole days in the data: occupied bed days = sum of the midnight "
            + "censuses; available bed days = staffed beds * days; bed occupancy rate = occupied * 100 / available; "
            + "average daily census = occupied bed days / days.",
        Source = "NHS KH03 and the hospital statistics of WHO and OECD: inpatient days * 100 / (staffed beds * days). "
            + $"Common thresholds: {Limits.OccupancyHighPercent} % (RCEM), {Limits.OccupancyCriticalPercent} % (NHS England). "
            + "Beds are those of the network today.",
        Query = $"""
            SELECT
                c.department_sk,
                c.hospital_id,
                c.department,
                c.year,
                c.month,
                COUNT_BIG(c.census_date) AS days,
                SUM(c.patients) AS occupied_bed_days,
                SUM(c.bed_capacity) AS available_bed_days,
                {Percent("SUM(c.patients)", "SUM(c.bed_capacity)")} AS bed_occupancy_rate_pct,
                ROUND(1E0 * SUM(c.patients) / NULLIF(COUNT_BIG(c.census_date), 0), 2) AS average_daily_census
            FROM dbo.kpi_midnight_census AS c
            GROUP BY c.department_sk, c.hospital_id, c.department, c.year, c.month
            """,
    };

    public static SqlView Turnover { get; } = new()
    {
        Name = "dbo.kpi_bed_turnover",
        Definition = "by hospital and month of whole days in the data: turnover rate = discharges, deaths included, / "
            + "staffed beds; turnover interval = (available bed days - occupied bed days) / discharges, in days: how "
            + "long a bed is empty between two patients, negative where more patients were in than it has beds. "
            + "Discharges by their UTC day.",
        Source = "hospital statistics of WHO and OECD; the turnover rate is also a KPI of the seed's ancestor.",
        Query = $"""
            WITH bed_days AS (
                SELECT
                    b.hospital_id, b.year, b.month,
                    SUM(b.occupied_bed_days) AS occupied_bed_days, SUM(b.available_bed_days) AS available_bed_days
                FROM dbo.kpi_bed_occupancy_rate AS b
                GROUP BY b.hospital_id, b.year, b.month
            ),
            {Span},
            discharge AS (
                SELECT d.hospital_id, t.year, t.month, COUNT_BIG(s.stay_sk) AS discharges
                FROM dbo.fact_stay AS s
                INNER JOIN dbo.dim_department AS d ON d.department_sk = s.department_sk
                INNER JOIN dbo.dim_date AS t ON t.date_key = CAST(s.discharge_time AS DATE)
                INNER JOIN span AS p ON t.date_key < p.last_date
                WHERE {Ended("s")}
                GROUP BY d.hospital_id, t.year, t.month
            )
            SELECT
                h.hospital_id,
                h.hospital_name,
                a.year,
                a.month,
                h.bed_capacity,
                COALESCE(x.discharges, 0) AS discharges,
                ROUND(1E0 * COALESCE(x.discharges, 0) / NULLIF(h.bed_capacity, 0), 4) AS turnover_rate,
                ROUND(1E0 * (a.available_bed_days - a.occupied_bed_days) / x.discharges, 4) AS turnover_interval_days
            FROM bed_days AS a
            INNER JOIN dbo.dim_hospital AS h ON h.hospital_id = a.hospital_id
            LEFT JOIN discharge AS x ON x.hospital_id = a.hospital_id AND x.year = a.year AND x.month = a.month
            """,
    };

    public static SqlView Inflow { get; } = new()
    {
        Name = "dbo.kpi_inflow_by_hour",
        Definition = "arrivals in a department, from another department too, by the hour of the hospital's day, and "
            + "their mean a day over the days of the data, the last one included.",
        Source = "KPI \"inflow\" of the seed's ancestor, from stays instead of events.",
        Query = """
            WITH span AS (
                SELECT COUNT_BIG(t.date_key) AS days
                FROM dbo.dim_date AS t
                INNER JOIN (
                    SELECT MIN(m.census_date) AS first_date, MAX(m.census_date) AS last_date FROM dbo.fact_census AS m
                ) AS r ON t.date_key >= r.first_date AND t.date_key <= r.last_date
            )
            SELECT
                d.department_sk,
                d.hospital_id,
                d.department,
                c.hour_of_day,
                SUM(c.arrivals) AS arrivals,
                ROUND(1E0 * SUM(c.arrivals) / s.days, 4) AS arrivals_a_day
            FROM dbo.fact_census AS c
            INNER JOIN dbo.dim_department AS d ON d.department_sk = c.department_sk
            CROSS JOIN span AS s
            WHERE c.arrivals > 0
            GROUP BY d.department_sk, d.hospital_id, d.department, c.hour_of_day, s.days
            """,
    };
}
