namespace PatientFlow.Tests.Synapse;

/// <summary>The KPI views name what exists, say what they mean, and are the same on DuckDB.</summary>
public sealed class KpiViewTests
{
    private const string Script = "05_kpi_views.sql";

    private static readonly string[] Kpis =
    [
        // Source: seed-spec section 8.
        "dbo.kpi_occupancy_by_department", "dbo.kpi_occupancy_by_hospital", "dbo.kpi_gender_distribution",
        "dbo.kpi_alos_by_department", "dbo.kpi_admissions_by_priority", "dbo.kpi_top_diagnoses",
        "dbo.kpi_admissions_by_weekday", "dbo.kpi_vitals_by_department",
        // Source: the seed's ancestor.
        "dbo.kpi_bed_turnover", "dbo.kpi_demographics_by_age_band", "dbo.kpi_treatment_duration",
        "dbo.kpi_volume_trend", "dbo.kpi_inflow_by_hour", "dbo.kpi_overstay",
        // Source: official definitions (domain 2.3): census, bed days and occupancy rate, ALOS, LOS 7/14/21+.
        "dbo.v_census_hourly", "dbo.kpi_midnight_census", "dbo.kpi_bed_occupancy_rate", "dbo.kpi_alos_by_hospital",
        "dbo.kpi_long_stays",
        // Source: bed management systems (domain 2.1).
        "dbo.kpi_bed_turnaround",
    ];

    public static TheoryData<string> Names { get; } = [.. Kpis];

    [Fact]
    public void TheScript_HasThoseKpisAndNoOther() =>
        Assert.Equal(Kpis.Order(), TSqlScript.Views(CheckedInScripts.Text(Script)).Select(v => v.Name).Order());

    [Fact]
    public void Views_OfAllScripts_NameOnlyViewsAndColumnsThatExist() =>
        Assert.Superset(Kpis.ToHashSet(), ViewCatalog.OfCheckedInScripts().Names.ToHashSet());

    [Theory]
    [MemberData(nameof(Names))]
    public void Kpi_SaysItsDefinitionAndItsSource(string name)
    {
        var comments = View(name).Comments;

        Assert.Contains(comments, c => c.StartsWith("Definition: ", StringComparison.Ordinal));
        Assert.Contains(comments, c => c.StartsWith("Source: ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Kpi_OnDuckDb_IsTheSameQueryWithTheSameName(string name)
    {
        var duckDb = Text(TSqlScript.Code(CheckedInScripts.Text("duckdb/01_kpi_views.sql")));
        var query = Text(View(name).Code).Replace("COUNT_BIG", "COUNT")
            .Replace("DATEDIFF ( DAY", "DATEDIFF ( 'DAY'").Replace("DATEDIFF ( MINUTE", "DATEDIFF ( 'MINUTE'");

        Assert.Contains($"CREATE OR REPLACE VIEW {name.Replace(".", " . ")} AS {query} ;", duckDb);
    }

    [Theory]
    [InlineData("dbo.kpi_occupancy_by_department")]
    [InlineData("dbo.kpi_alos_by_department")]
    [InlineData("dbo.kpi_admissions_by_priority")]
    [InlineData("dbo.kpi_admissions_by_weekday")]
    [InlineData("dbo.kpi_top_diagnoses")]
    [InlineData("dbo.kpi_midnight_census")]
    [InlineData("dbo.kpi_bed_turnover")]
    [InlineData("dbo.kpi_volume_trend")]
    [InlineData("dbo.kpi_overstay")]
    [InlineData("dbo.kpi_long_stays")]
    public void Kpi_ThatCountsPatientsOrStays_NeverReadsEvents(string name) =>
        Assert.DoesNotContain("fact_patient_flow", View(name).Code);

    [Fact]
    public void Views_OnDuckDb_AreThoseThatTheSeedsReportsRead()
    {
        var duckDb = Text(TSqlScript.Code(CheckedInScripts.Text("duckdb/00_views.sql")));
        var report = TSqlScript.Views(CheckedInScripts.Text("04_gold_views.sql")).Where(v => !v.ReadsLake).ToList();

        Assert.Equal(4, report.Count);
        Assert.All(report, v => Assert.Contains(Text(v.Code).Replace("AS BIT )", "AS BOOLEAN )"), duckDb));
    }

    private static ParsedView View(string name) =>
        TSqlScript.Views(CheckedInScripts.Text(Script)).Single(v => v.Name == name);

    private static string Text(IEnumerable<string> code) => string.Join(' ', code);
}
