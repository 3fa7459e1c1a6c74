using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PatientFlow.Tests.Security;

/// <summary>A patient whom an event marks as restricted is named to nobody who has not said why.</summary>
public sealed class RestrictedPatientTests
{
    private static readonly string[] Lists =
    [
        "/api/v1/departments/H3-ICU", "/api/v1/beds/H3-ICU-7", "/api/v1/conflicts", "/api/v1/patients?id_prefix=p-secret",
        "/api/v1/long-stays?hours=0&as_of=2026-02-01T00:00:00Z",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restricted_patient_is_in_no_list_and_found_by_nobody_until_somebody_says_why()
    {
        using var folder = new TestFolder();
        await using (var silo = await RunningSilo.StartAsync(folder["data"]))
        {
            // Two in one bed, so that the list of conflicts has them too.
            await silo.SendAsync($"[{Wire.Admission("e-1", "p-secret")},{Wire.Admission("e-2", "p-known")}]");
            await silo.AppliedAsync();
            foreach (var list in Lists) Assert.Contains("p-secret", await TextAsync(silo, list), StringComparison.Ordinal);

            await silo.SendAsync(Update("e-3", "restricted", "2026-01-01T11:00:00"));
            await silo.AppliedAsync();
            await AssertHiddenAsync(silo);
            var bed = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/beds/H3-ICU-7", Cancelled);
            Assert.Equal("conflict", bed.GetProperty("status").GetString());
            Assert.Contains("p-known", await TextAsync(silo, "/api/v1/departments/H3-ICU"), StringComparison.Ordinal);
            Assert.Equal(0, await silo.StopAsync());
        }

        await using var next = await RunningSilo.StartAsync(folder["data"]);
        await AssertHiddenAsync(next);

        using (var broken = await next.Api.PostAsJsonAsync(
            "/api/v1/patients/p-secret/break-glass", new { reason = "Her ward asked for the chart" }, Cancelled))
            Assert.True(broken.IsSuccessStatusCode, await broken.Content.ReadAsStringAsync(Cancelled));
        foreach (var list in Lists.Append("/api/v1/patients/p-secret"))
            Assert.Contains("p-secret", await TextAsync(next, list), StringComparison.Ordinal);
        Assert.Equal(0, await next.StopAsync());
        Assert.Contains(
            await File.ReadAllLinesAsync(folder["data/audit/audit.jsonl"], Cancelled),
            l => l.Contains("GET", StringComparison.Ordinal) && l.Contains("Her ward asked", StringComparison.Ordinal));
        var verified = await SiloProgram.RunAsync("verify", "--data", folder["data"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    [Fact]
    public async Task The_mark_ends_by_an_event_that_says_so_and_not_by_an_older_one()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        await silo.SendAsync($"[{Wire.Admission("e-1", "p-secret")},{Update("e-2", "R", "2026-01-01T12:00:00")},{Update("e-3", "N", "2026-01-01T11:00:00")}]");
        await silo.AppliedAsync();
        await AssertHiddenAsync(silo);

        await silo.SendAsync(Update("e-4", "N", "2026-01-01T13:00:00"));
        await silo.AppliedAsync();
        Assert.Contains("p-secret", await TextAsync(silo, "/api/v1/patients/p-secret"), StringComparison.Ordinal);
    }

    private static async Task AssertHiddenAsync(RunningSilo silo)
    {
        foreach (var list in Lists) Assert.DoesNotContain("p-secret", await TextAsync(silo, list), StringComparison.Ordinal);
        foreach (var part in new[] { "", "/history", "/stays", "/movements" })
            using (var answer = await silo.Api.GetAsync($"/api/v1/patients/p-secret{part}", Cancelled))
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<string> TextAsync(RunningSilo silo, string path)
    {
        using var answer = await silo.Api.GetAsync(path, Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }

    private static string Update(string id, string confidentiality, string time) =>
        $$"""{"event_type":"UPDATE","event_id":"{{id}}","patient_id":"p-secret","confidentiality":"{{confidentiality}}","event_timestamp":"{{time}}"}""";
}
