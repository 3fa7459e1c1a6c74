using System.Text.RegularExpressions;

namespace PatientFlow.Tests.Kpi;

/// <summary>The queries of <c>docs/analyst.md</c> run as they stand.</summary>
public sealed partial class AnalystPageTests(Recordings recordings)
{
    [Fact]
    public async Task Every_duckdb_query_of_the_page_runs_and_gives_rows()
    {
        var recording = await recordings.GetAsync(Recordings.SeedJune);
        await using var run = await KpiRun.OpenAsync(recording.Input, recording.Data, recording.Network);
        var queries = Query().Matches(await File.ReadAllTextAsync(Path.Combine(Programs.Root, "docs/analyst.md"))).Select(m => m.Groups[1].Value).ToList();

        Assert.True(queries.Count >= 5, $"only {queries.Count} queries found");
        foreach (var query in queries) Assert.NotEmpty(await run.Lake.RowsAsync(query));
    }

    [GeneratedRegex("```sql duckdb\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Query();
}
