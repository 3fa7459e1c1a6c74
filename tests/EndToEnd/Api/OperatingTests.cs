using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>What an operator relies on: one silo a folder, a clean stop, loopback only, an audit trail, silent logs.</summary>
public sealed class OperatingTests(Recordings recordings)
{
    [Fact]
    public async Task A_second_silo_on_one_folder_refuses_and_says_why()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        foreach (var command in new[]
        {
            new[] { "silo", "--data", folder["data"], "--url", "http://127.0.0.1:0" },
            ["demo", "--data", folder["data"], "--input", folder.Write("none.jsonl", [])],
        })
        {
            var second = await SiloProgram.RunAsync(command);
            Assert.Equal(2, second.ExitCode);
            Assert.Contains("is in use by another silo", second.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", second.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(1, (await silo.SendAsync(Wire.Admission("e-1", "p-1"))).GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task SIGTERM_stops_with_exit_0_and_everything_exported_though_no_export_was_due()
    {
        var lines = (await File.ReadAllLinesAsync(SharedData.Require(Recordings.SeedFlu))).Take(1_000).ToList();
        using var folder = new TestFolder();
        await using (var silo = await RunningSilo.StartAsync(folder["data"], "--export-interval", "600"))
        {
            await silo.SendAsync(string.Join('\n', lines), "application/x-ndjson");
            Assert.Equal(0, await silo.StopAsync());
        }

        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        Assert.Equal(1_000, await lake.NumberAsync("SELECT count(*) FROM bronze_patient_flow"));
        Assert.Equal(
            lines.Select(l => JsonElement.Parse(l).GetProperty("event_id").GetString()).Distinct().Count(),
            await lake.NumberAsync("SELECT count(*) FROM gold_fact_patient_flow"));
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://192.0.2.1:8080")]
    [InlineData("http://*:8080")]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("nonsense")]
    public async Task An_address_that_others_can_reach_is_refused(string url)
    {
        using var folder = new TestFolder();
        var run = await SiloProgram.RunAsync("silo", "--data", folder["data"], "--url", url);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("--url", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", $"{run}", StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data"]));
    }

    [Fact]
    public async Task Every_read_of_a_patient_leaves_an_audit_record_and_no_id_in_the_console()
    {
        var run = await recordings.GetAsync(Recordings.SeedJune);
        var patients = (await (await run.LakeAsync()).RowsAsync("SELECT DISTINCT patient_id FROM gold_dim_patient ORDER BY 1"))
            .Select(p => p.GetProperty("patient_id").GetString()!).ToList();
        using var folder = new TestFolder();
        TestFolder.Copy(run.Data, folder["data"]);
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        var paths = new[]
        {
            $"/api/v1/patients/{patients[0]}", $"/api/v1/patients/{patients[1]}/history", $"/api/v1/patients/{patients[2]}/stays",
            $"/api/v1/patients/{patients[3]}/movements",
            "/api/v1/patients/stranger-1", "/api/v1/departments/H3-ICU", "/api/v1/beds/H3-ICU-7",
        };
        foreach (var path in paths) (await silo.Api.GetAsync(new Uri(path, UriKind.Relative))).Dispose();
        await silo.SendAsync(Wire.Admission("e-secret", "patient-secret"));
        await silo.AppliedAsync();
        Assert.Equal(0, await silo.StopAsync());

        var records = (await File.ReadAllLinesAsync(folder["data/audit/audit.jsonl"])).Select(l => JsonElement.Parse(l)).ToList();
        Assert.Equal(
            paths.Select(p => $"GET {p} {(p.Contains("stranger", StringComparison.Ordinal) ? 404 : 200)}"),
            records.Select(r => $"{r.GetProperty("method")} {r.GetProperty("path")} {r.GetProperty("status")}"));
        foreach (var id in patients.Append("stranger-1").Append("patient-secret").Append("e-secret"))
            Assert.DoesNotContain(id, silo.Console, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_console_of_a_demo_over_dirty_input_names_no_patient()
    {
        var run = await recordings.GetAsync(Recordings.SeedJune);
        using var folder = new TestFolder();
        var lines = (await File.ReadAllLinesAsync(run.Input)).Take(200).SelectMany(l => new[] { l, l[..^20] });
        var demo = await SiloProgram.DemoAsync(folder.Write("dirty.jsonl", lines), folder["data"]);
        foreach (var patient in await (await run.LakeAsync()).RowsAsync("SELECT DISTINCT patient_id FROM gold_dim_patient"))
            Assert.DoesNotContain(patient.GetProperty("patient_id").GetString()!, $"{demo}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_without_its_input_or_with_a_broken_network_fails_in_plain_words()
    {
        using var folder = new TestFolder();
        var missing = await SiloProgram.RunAsync("demo", "--input", folder["absent.jsonl"], "--data", folder["data"]);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("absent.jsonl: there is no such file", missing.Errors, StringComparison.Ordinal);
        var input = folder.Write("events.jsonl", []);
        var broken = await SiloProgram.RunAsync(
            "demo", "--input", input, "--data", folder["data"], "--network", folder.Write("network.json", ["{}"]));
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains("network.json cannot be used", broken.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", $"{missing}{broken}", StringComparison.Ordinal);
    }
}
