using PatientFlow.Kpi;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Synapse.Kpis;

/// <summary>What several KPIs say alike, each said once.</summary>
internal static class SqlFigures
{
    /// <summary>A WITH query: "now" of figures that depend on it, so that they do not change while nothing comes in.</summary>
    public const string Moment = """
        moment AS (
            SELECT MAX(COALESCE(m.discharge_time, m.admission_time)) AS as_of FROM dbo.fact_stay AS m
        )
        """;

    /// <summary>A WITH query: first and last day of the census. The last one is not over.</summary>
    public const string Span = """
        span AS (
            SELECT MIN(c.census_date) AS first_date, MAX(c.census_date) AS last_date FROM dbo.fact_census AS c
        )
        """;

    /// <summary>The four columns of lengths of stays under the alias <c>s</c> (docs/decisions/0014).</summary>
    public const string Lengths = $"""
            COUNT_BIG(s.stay_sk) AS discharges,
            {AverageHours} AS avg_los_hrs,
            ROUND(MIN(s.length_of_stay_hrs), 4) AS min_los_hrs,
            ROUND(MAX(s.length_of_stay_hrs), 4) AS max_los_hrs
        """;

    /// <summary>Mean length of the stays under the alias <c>s</c>; those that last have none.</summary>
    public const string AverageHours = "ROUND(AVG(s.length_of_stay_hrs), 4)";

    /// <summary>The version of a patient under the alias <c>p</c> is the current one.</summary>
    public const string IsCurrent = "p.effective_to IS NULL";

    /// <summary>The stays under an alias that ended.</summary>
    public static string Ended(string alias) => $"{alias}.stay_status = '{StayTable.Closed}'";

    /// <summary>The stays under the alias <c>s</c> that last, in the department under the alias <c>d</c>.</summary>
    public const string OpenStays =
        $"dbo.fact_stay AS s ON s.department_sk = d.department_sk AND s.stay_status = '{StayTable.Open}'";

    /// <summary>A name, or the word for none.</summary>
    public static string OrUnknown(string column) => $"COALESCE({column}, '{KpiGold.Unknown}')";

    /// <summary>A part in percent of a whole; null where there is nothing.</summary>
    public static string Percent(string part, string whole) => $"ROUND(1E2 * {part} / NULLIF({whole}, 0), 2)";

    /// <summary>Rows of a group in percent of all.</summary>
    public static string Share(string column) => Percent($"COUNT_BIG({column})", $"SUM(COUNT_BIG({column})) OVER ()");
}
