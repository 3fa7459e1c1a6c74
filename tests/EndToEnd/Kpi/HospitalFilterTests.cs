using PatientFlow.Tools.Synapse;

namespace PatientFlow.Tests.Kpi;

/// <summary>
/// Row-level security as a reader meets it: the filtered views on DuckDB, where a macro stands for Synapse's question
/// after the reader's roles. That Synapse answers it as documented is not shown here.
/// </summary>
public sealed class HospitalFilterTests(Recordings recordings)
{
    private static readonly string[] Filtered = ["dim_hospital", "dim_department", "dim_bed", "kpi_occupancy_by_department", "kpi_bed_turnover"];

    [Fact]
    public async Task A_reader_sees_the_rows_of_the_hospitals_whose_roles_it_has()
    {
        await using var run = await OpenAsync("hospital_3", "hospital_5");
        foreach (var view in Filtered)
            Assert.Equal(
                await run.Lake.RowsAsync($"SELECT * FROM dbo.{view} WHERE hospital_id IN (3, 5) ORDER BY ALL") is var rows ? Text(rows) : [],
                Text(await run.Lake.RowsAsync($"SELECT * FROM hospital.{view} ORDER BY ALL")));
        Assert.Equal(
            await run.Lake.TextAsync("SELECT count(*) FROM dbo.fact_stay s JOIN dbo.dim_department d USING (department_sk) WHERE d.hospital_id IN (3, 5)"),
            await run.Lake.TextAsync("SELECT count(*) FROM hospital.fact_stay"));
        await run.Lake.AssertNoneAsync(
            "a patient is seen where a stay is",
            "SELECT patient_sk FROM hospital.dim_patient WHERE patient_id NOT IN (SELECT patient_id FROM hospital.fact_stay)");
        Assert.NotEqual("0", await run.Lake.TextAsync("SELECT count(*) FROM hospital.dim_patient"));
    }

    [Fact]
    public async Task A_reader_without_a_role_sees_nothing_but_the_calendar()
    {
        await using var run = await OpenAsync();
        foreach (var view in HospitalViews.All.Where(v => !v.Name.EndsWith("dim_date", StringComparison.Ordinal)))
            if (view.Name != "hospital.kpi_admissions_by_weekday") // Seven days without admissions.
                Assert.Equal("0", await run.Lake.TextAsync($"SELECT count(*) FROM {view.Name}"));
        await run.Lake.AssertNoneAsync("nobody is counted", "SELECT * FROM hospital.kpi_admissions_by_weekday WHERE admissions > 0");
    }

    private static IEnumerable<string> Text(IReadOnlyList<System.Text.Json.JsonElement> rows) => rows.Select(r => r.ToString());

    private async Task<KpiRun> OpenAsync(params string[] roles)
    {
        var recording = await recordings.GetAsync(Recordings.SeedJune);
        var run = await KpiRun.OpenAsync(recording.Input, recording.Data, recording.Network);
        var member = roles.Length == 0 ? "false" : $"role IN ({string.Join(", ", roles.Select(r => $"'{r}'"))})";
        await run.Lake.RowsAsync($"CREATE MACRO IS_ROLEMEMBER(role) AS CASE WHEN {member} THEN 1 ELSE 0 END");
        await run.Lake.RowsAsync("CREATE SCHEMA hospital");
        foreach (var view in HospitalViews.All) await run.Lake.RowsAsync(SqlDialect.DuckDb(view));
        return run;
    }
}
