using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>Who was where, and who came and left.</summary>
public sealed class CensusApiTests
{
    [Fact]
    public async Task The_census_at_a_time_and_the_flow_are_what_the_events_said()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"], "--export-interval", "0.1");
        var empty = await AskAsync(silo, "flow");
        Assert.Equal(JsonValueKind.Null, empty.GetProperty("known_until").ValueKind);

        await silo.SendAsync($"[{Wire.Admission("e-1", "p-1", 1)},{Wire.Admission("e-2", "p-2", 2, "2026-01-01T10:59:00")},{Wire.Discharge("e-3", "p-1", "2026-01-02T12:30:00")}]");
        while ((await AskAsync(silo, "flow")).GetProperty("known_until").GetString() != "2026-01-02T13:00:00Z")
            await Task.Delay(50, TestContext.Current.CancellationToken);

        Assert.Equal(1, await PatientsAsync(silo, ""));
        Assert.Equal(0, await PatientsAsync(silo, "&at=2026-01-01T09:59:59Z"));
        Assert.Equal(0, await PatientsAsync(silo, "&at=2026-01-01T10:59:59Z")); // As of 10:00.
        Assert.Equal(2, await PatientsAsync(silo, "&at=2026-01-01T11:00:00Z"));
        Assert.Equal(2, await PatientsAsync(silo, "&at=2026-01-02T14:00:00%2B02:00"));
        Assert.Equal(1, await PatientsAsync(silo, "&at=2026-01-02T13:00:00Z"));
        Assert.Equal(1, await PatientsAsync(silo, "&at=2027-06-01T00:00:00Z"));

        var day = await AskAsync(silo, "flow?hours=168&department=ICU");
        Assert.Equal(
            ["2026-01-01T10:00:00Z +2 -0 =2", "2026-01-02T12:00:00Z +0 -1 =1"],
            day.GetProperty("hours").EnumerateArray().Select(h =>
                $"{h.GetProperty("hour")} +{h.GetProperty("arrivals")} -{h.GetProperty("departures")} ={h.GetProperty("patients")}"));
        Assert.Single((await AskAsync(silo, "flow?hours=1")).GetProperty("hours").EnumerateArray());
        Assert.Empty((await AskAsync(silo, "flow?until=2026-01-01T10:00:00Z")).GetProperty("hours").EnumerateArray());
        Assert.Empty((await AskAsync(silo, "flow?hospital=4&hours=168")).GetProperty("hours").EnumerateArray());

        using var page = await silo.Api.GetAsync(new Uri("/api/v1/flow?hours=168&limit=1", UriKind.Relative));
        var next = await silo.Api.GetFromJsonAsync<JsonElement>(page.Headers.GetValues("Link").Single().Split('<', '>')[1]);
        Assert.Equal("2026-01-02T12:00:00Z", Assert.Single(next.GetProperty("hours").EnumerateArray()).GetProperty("hour").GetString());
    }

    [Fact]
    public async Task Where_the_lake_cannot_be_read_the_past_is_503_and_the_present_is_told()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"], "--export-interval", "0.1");
        await silo.SendAsync(Wire.Admission("e-1", "p-1"));
        while ((await AskAsync(silo, "flow")).GetProperty("known_until").ValueKind == JsonValueKind.Null)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Directory.Delete(folder["data/lake/gold/fact_census/census_month=2026-01"], recursive: true);

        foreach (var question in new[] { "flow", "census?at=2026-01-01T12:00:00Z" })
        {
            using var refused = await silo.Api.GetAsync(new Uri($"/api/v1/{question}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.DoesNotContain("fact_census", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(1, await PatientsAsync(silo, ""));
    }

    [Fact]
    public async Task Quarantine_is_counted_live_and_in_the_lake()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"], "--export-interval", "0.1");
        await silo.SendAsync($"[{Wire.Admission("e-1", "p-1")},\"no event\"]");
        foreach (var id in new[] { "x-1", "x-2" })
            await silo.SendAsync($$"""{"event_type":"NONE","event_id":"{{id}}","patient_id":"{{id}}","event_timestamp":"2026-01-01T10:00:00"}""");
        while ((await AskAsync(silo, "quarantine")).GetProperty("in_lake") is not { ValueKind: JsonValueKind.Number } rows || rows.GetInt64() < 3)
            await Task.Delay(50, TestContext.Current.CancellationToken);

        var quarantine = await AskAsync(silo, "quarantine");
        Assert.Equal((4, 3, 75.0, 3), (
            quarantine.GetProperty("records").GetInt64(), quarantine.GetProperty("quarantined").GetInt64(),
            quarantine.GetProperty("quarantined_percent").GetDouble(), quarantine.GetProperty("in_lake").GetInt64()));
        Assert.Equal(
            ["UNKNOWN_EVENT_TYPE 2", "NOT_AN_OBJECT 1"],
            quarantine.GetProperty("reasons").EnumerateArray().Select(r => $"{r.GetProperty("reason")} {r.GetProperty("records")}"));
        Assert.Equal(3, quarantine.GetProperty("partitions").EnumerateArray().Sum(p => p.GetProperty("quarantined").GetInt64()));
    }

    private static async Task<int> PatientsAsync(RunningSilo silo, string at) =>
        (await AskAsync(silo, $"census?hospital=3{at}")).GetProperty("departments").EnumerateArray()
            .Single(d => d.GetProperty("department_key").GetString() == "H3-ICU").GetProperty("patients").GetInt32();

    private static Task<JsonElement> AskAsync(RunningSilo silo, string question) =>
        silo.Api.GetFromJsonAsync<JsonElement>($"/api/v1/{question}");
}
