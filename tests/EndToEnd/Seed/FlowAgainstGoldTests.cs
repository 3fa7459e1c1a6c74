using System.Net.Http.Json;
using System.Text.Json;

namespace PatientFlow.Tests.Seed;

/// <summary>What the API says of the past and of long stays is what another reader finds in Gold.</summary>
public sealed class FlowAgainstGoldTests(Recordings recordings)
{
    [Fact]
    public async Task The_census_at_a_time_the_flow_and_the_long_stays_are_those_of_gold()
    {
        var run = await recordings.GetAsync(Recordings.SeedJune);
        var lake = await run.LakeAsync();
        using var folder = new TestFolder();
        TestFolder.Copy(run.Data, folder["data"]);
        await using var silo = await RunningSilo.StartAsync(folder["data"]);

        var first = await lake.NumberAsync("SELECT epoch(min(census_hour))::BIGINT FROM gold_fact_census");
        var last = await lake.NumberAsync("SELECT epoch(max(census_hour))::BIGINT FROM gold_fact_census");
        for (var part = 0; part <= 6; part++)
        {
            var at = first + (last + 3_600 - first) * part / 5;
            var census = await AskAsync(silo, $"census?at={DateTimeOffset.FromUnixTimeSeconds(at):yyyy-MM-ddTHH:mm:ss}Z");
            Assert.Equal(
                await lake.CountsAsync($"""
                    SELECT department_key, coalesce(arg_max(patients, census_hour), 0) FROM gold_dim_department
                    LEFT JOIN (SELECT * FROM gold_fact_census WHERE epoch(census_hour) < {at} - {at} % 3600) USING (department_sk) GROUP BY ALL
                    """),
                Counts(census.GetProperty("departments"), "patients"));
        }

        var flow = await AskAsync(silo, "flow?hours=168");
        var sums = flow.GetProperty("hours").EnumerateArray().GroupBy(h => h.GetProperty("department_key").GetString()!)
            .ToDictionary(h => h.Key, h => h.Sum(hour => 1_000_000 * hour.GetProperty("arrivals").GetInt64() + hour.GetProperty("departures").GetInt64()));
        Assert.Equal(
            await lake.CountsAsync($"""
                SELECT department_key, sum(1000000 * arrivals + departures)::BIGINT FROM gold_fact_census JOIN gold_dim_department USING (department_sk)
                WHERE epoch(census_hour) >= {last} + 3600 - 168 * 3600 GROUP BY ALL
                """),
            new SortedDictionary<string, long>(sums, StringComparer.Ordinal));

        // The views' moment: the newest admission or discharge.
        var asOf = await lake.TextAsync(
            "SELECT strftime(max(coalesce(discharge_time, admission_time)), '%Y-%m-%dT%H:%M:%S') FROM gold_fact_stay");
        foreach (var hours in new[] { 0, 1, 3 })
        {
            var found = await LongStaysAsync(silo, $"/api/v1/long-stays?hours={hours}&as_of={asOf}Z&limit=300");
            var expected = (await lake.RowsAsync($"""
                SELECT stay_sk::VARCHAR AS sk FROM gold_fact_stay
                WHERE stay_status = 'open' AND department_sk IN (SELECT department_sk FROM gold_dim_department)
                  AND datediff('minute', admission_time, TIMESTAMPTZ '{asOf}+00') > {hours * 60}
                """)).Select(r => long.Parse(r.GetProperty("sk").GetString()!)).Order().ToList();
            Assert.True(expected.Count > 0 || hours > 0);
            Assert.Equal(expected, found);
        }
    }

    // All pages of them.
    private static async Task<IReadOnlyList<long>> LongStaysAsync(RunningSilo silo, string? next)
    {
        var found = new List<long>();
        while (next is not null)
        {
            using var answer = await silo.Api.GetAsync(new Uri(next, UriKind.Relative));
            var page = await answer.Content.ReadFromJsonAsync<JsonElement>();
            found.AddRange(page.GetProperty("stays").EnumerateArray().Select(s => s.GetProperty("stay_sk").GetInt64()));
            next = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        return [.. found.Order()];
    }

    private static SortedDictionary<string, long> Counts(JsonElement list, string figure) => new(
        list.EnumerateArray().ToDictionary(d => d.GetProperty("department_key").GetString()!, d => d.GetProperty(figure).GetInt64()),
        StringComparer.Ordinal);

    private static Task<JsonElement> AskAsync(RunningSilo silo, string question) =>
        silo.Api.GetFromJsonAsync<JsonElement>($"/api/v1/{question}");
}
