using PatientFlow.Tools.Synapse.Kpis;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Synapse;

/// <summary>
/// Row-level security: every view of <c>dbo</c> once more in the schema <c>hospital</c>, with the rows of the hospitals
/// whose role the reader is in. Serverless has no security policies, so the filter is in the views.
/// </summary>
internal static class HospitalViews
{
    /// <summary>The schema of the filtered views.</summary>
    public const string Schema = "hospital";

    /// <summary>A member of <c>hospital_3</c> sees hospital 3.</summary>
    public const string RolePrefix = "hospital_";

    private const string Source = "the view of that name in dbo.";

    private static readonly Dictionary<string, (string Join, string Definition)> Filters = new()
    {
        ["gold/dim_hospital"] = (
            $"WHERE IS_ROLEMEMBER(CONCAT('{RolePrefix}', t.hospital_id)) = 1",
            "the hospitals whose role the reader is in: where this has no row, no other view has one."),
        ["gold/dim_department"] = (
            "INNER JOIN hospital.dim_hospital AS h ON h.hospital_id = t.hospital_id",
            "departments of those hospitals."),
        ["gold/dim_bed"] = (
            "INNER JOIN hospital.dim_hospital AS h ON h.hospital_id = t.hospital_id", "beds of those hospitals."),
        ["gold/dim_date"] = ("", "every day: a calendar tells nothing."),
        ["gold/fact_stay"] = (
            "INNER JOIN hospital.dim_department AS d ON d.department_sk = t.department_sk",
            "stays whose patient is in one of those hospitals, or was last. One in an unknown place is in no hospital."),
        ["gold/fact_census"] = (
            "INNER JOIN hospital.dim_department AS d ON d.department_sk = t.department_sk",
            "census of those hospitals' departments."),
        ["gold/fact_patient_flow"] = (
            "INNER JOIN hospital.dim_department AS d ON d.department_sk = t.department_sk",
            "events in those hospitals' departments."),
        ["gold/fact_bed_status"] = (
            "INNER JOIN hospital.dim_department AS d ON d.department_sk = t.department_sk",
            "what was declared of those hospitals' beds."),
        ["gold/dim_patient"] = (
            "INNER JOIN (SELECT DISTINCT s.patient_id FROM hospital.fact_stay AS s) AS v ON v.patient_id = t.patient_id",
            "versions of patients with a stay in those hospitals."),
    };

    /// <summary>Filtered tables first, then what reads them.</summary>
    public static IReadOnlyList<SqlView> All { get; } =
    [
        .. Filters.Select(f => Filtered(Tables.All.Single(t => t.Path == f.Key), f.Value.Join, f.Value.Definition)),
        .. SeedViews.All.Concat(KpiViews.All).Select(Moved),
    ];

    private static SqlView Filtered(Table table, string join, string definition) => new()
    {
        Name = Hospital(SynapseNames.View(table.Path)),
        Definition = definition,
        Source = Source,
        Query = $"SELECT\n    {string.Join(",\n    ", table.Schema.Select(c => $"t.{c.Name}"))}\n"
            + $"FROM {SynapseNames.View(table.Path)} AS t{(join.Length == 0 ? "" : $"\n{join}")}",
    };

    private static SqlView Moved(SqlView view) => view with
    {
        Name = Hospital(view.Name),
        Definition = $"as in dbo, over the rows that the reader may see: {view.Definition}",
        Source = Source,
        Query = Hospital(view.Query),
    };

    private static string Hospital(string sql) => sql.Replace("dbo.", $"{Schema}.", StringComparison.Ordinal);
}
