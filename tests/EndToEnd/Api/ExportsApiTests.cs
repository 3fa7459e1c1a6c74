using System.Net.Http.Json;
using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>What the API tells of the export runs, of the real lake, across a restart and a fault.</summary>
public sealed class ExportsApiTests
{
    [Fact]
    public async Task A_silo_that_exported_nothing_has_no_runs()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);

        Assert.Empty((await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/exports")).EnumerateArray());
    }

    [Fact]
    public async Task A_run_is_told_stage_by_stage_and_still_after_a_restart_which_adds_the_next_one_before_it()
    {
        using var folder = new TestFolder();
        await using (var silo = await RunningSilo.StartAsync(folder["data"], "--export-interval", "600"))
        {
            await silo.SendAsync(Wire.Admission("e-1", "p-1"));
            await silo.AppliedAsync();
            Assert.Equal(0, await silo.StopAsync());
        }

        await using var next = await RunningSilo.StartAsync(folder["data"], "--export-interval", "1");
        var run = Assert.Single((await next.Api.GetFromJsonAsync<JsonElement>("/api/v1/exports")).EnumerateArray());
        Assert.Equal((1, "succeeded"), (run.GetProperty("id").GetInt32(), run.GetProperty("state").GetString()));
        Assert.Equal(
            ["bronze succeeded 0", "silver succeeded 0", "gold succeeded 0"],
            run.GetProperty("stages").EnumerateArray().Select(
                s => $"{s.GetProperty("stage")} {s.GetProperty("state")} {s.GetProperty("retries")}"));
        var times = run.GetProperty("stages").EnumerateArray()
            .SelectMany(s => new[] { s.GetProperty("started_at").GetDateTime(), s.GetProperty("ended_at").GetDateTime() }).ToList();
        Assert.Equal(times.Order(), times);
        Assert.True(run.GetProperty("started_at").GetDateTime() <= times[0] && times[^1] <= run.GetProperty("ended_at").GetDateTime());
        var bronze = run.GetProperty("stages")[0];
        Assert.Equal(1, bronze.GetProperty("rows").GetInt64());
        Assert.Equal(
            ["bronze/patient_flow 1 1", "bronze/quarantine 1 0"],
            bronze.GetProperty("tables").EnumerateArray().Select(
                t => $"{t.GetProperty("table")} {t.GetProperty("version")} {t.GetProperty("rows")}"));
        Assert.Equal(
            run.GetRawText(), (await next.Api.GetFromJsonAsync<JsonElement>("/api/v1/exports/1")).GetRawText());

        await next.SendAsync(Wire.Discharge("e-2", "p-1"));
        var runs = await UntilAsync(next, r => r.GetArrayLength() == 2 && State(r) == "succeeded");
        Assert.Equal([2, 1], runs.EnumerateArray().Select(r => r.GetProperty("id").GetInt32()));
    }

    [Fact]
    public async Task A_lake_that_cannot_be_written_fails_the_run_with_a_reason_without_patients_and_is_right_when_it_can()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"], "--export-interval", "1");
        var log = Path.Combine(folder["data"], "lake", "silver", "patient_flow", "_delta_log");
        Directory.Move(log, log + "-away");
        await File.WriteAllTextAsync(log, "");

        await silo.SendAsync(Wire.Admission("e-1", "p-1"));
        var failed = (await UntilAsync(silo, r => r.GetArrayLength() > 0 && State(r) == "failed")).EnumerateArray().First();
        Assert.Equal(
            ["succeeded", "failed", "not_run"],
            failed.GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("state").GetString()));
        Assert.Equal(3, failed.GetProperty("stages")[1].GetProperty("retries").GetInt32());
        Assert.StartsWith("Silver: LakeStoreException: Cannot write _delta_log/", failed.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("p-1", failed.GetRawText(), StringComparison.Ordinal);

        File.Delete(log);
        Directory.Move(log + "-away", log);
        await UntilAsync(silo, r => State(r) == "succeeded");
        Assert.Equal(0, await silo.StopAsync());
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    private static string? State(JsonElement runs) => runs[0].GetProperty("state").GetString();

    private static async Task<JsonElement> UntilAsync(RunningSilo silo, Func<JsonElement, bool> condition)
    {
        while (true)
        {
            var runs = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/exports");
            if (condition(runs)) return runs;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
