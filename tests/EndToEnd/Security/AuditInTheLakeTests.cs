using System.Text.Json;

namespace PatientFlow.Tests.Security;

/// <summary>The audit trail of a running silo, in the lake and as FHIR.</summary>
public sealed class AuditInTheLakeTests
{
    private const int Reads = 5;

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_lake_has_each_record_once_over_a_kill_and_knows_of_a_trail_that_was_cut_off_or_changed()
    {
        using var folder = new TestFolder();
        var trail = folder["data/audit/audit.jsonl"];
        await using (var silo = await RunningSilo.StartAsync(folder["data"], "--export-interval", "0.1"))
        {
            await ReadAsync(silo);
            await UntilInLakeAsync(folder["data"], Reads);
            await ReadAsync(silo);
            silo.Kill();
        }

        await using (var silo = await RunningSilo.StartAsync(folder["data"], "--export-interval", "0.1"))
        {
            await ReadAsync(silo);
            Assert.Equal(0, await silo.StopAsync());
        }

        Assert.Equal((0, 3 * Reads, 3 * Reads, 0), await VerifyAsync(folder["data"]));
        var whole = await File.ReadAllLinesAsync(trail, None);

        await File.WriteAllLinesAsync(trail, whole[..^1], None);
        Assert.Equal(1, (await VerifyAsync(folder["data"])).Code);
        Remake(folder["data/audit"], whole.Length);
        Assert.Equal((0, 3 * Reads, 0, 1), await VerifyAsync(folder["data"])); // Another trail: the lake still has the one before.
        await File.WriteAllLinesAsync(trail, whole, None);
        Assert.Equal(0, (await VerifyAsync(folder["data"])).Code);
    }

    [Fact]
    public async Task Each_record_is_an_AuditEvent_that_says_who_whom_and_with_what_outcome()
    {
        using var folder = new TestFolder();
        await using (var silo = await RunningSilo.StartAsync(folder["data"]))
        {
            await ReadAsync(silo);
            await silo.StopAsync();
        }

        var run = await SiloProgram.RunAsync("audit", "export", "--data", folder["data"], "--fhir", "-");
        Assert.Equal(Reads, run.Lines.Count);
        var first = JsonElement.Parse(run.Lines[0]);
        Assert.Equal("AuditEvent", first.GetProperty("resourceType").GetString());
        Assert.Equal("4", first.GetProperty("outcome").GetString()); // Not found.
        Assert.Equal("nobody-0", first.GetProperty("entity")[0].GetProperty("what").GetProperty("identifier").GetProperty("value").GetString());
        Assert.Equal("operator", first.GetProperty("agent")[2].GetProperty("who").GetProperty("identifier").GetProperty("value").GetString());
    }

    [Fact]
    public async Task A_search_is_recorded_with_what_was_sought_and_is_a_query_in_its_AuditEvent()
    {
        using var folder = new TestFolder();
        await using (var silo = await RunningSilo.StartAsync(folder["data"]))
        {
            (await silo.Api.GetAsync(new Uri("/api/v1/patients?limit=5&id_prefix=M%C3%BCller%2F1%26x&hospital=3", UriKind.Relative), None)).Dispose();
            await silo.StopAsync();
        }

        const string sought = "/api/v1/patients?id_prefix=M%C3%BCller%2F1%26x";
        var line = JsonElement.Parse(Assert.Single(await File.ReadAllLinesAsync(folder["data/audit/audit.jsonl"], None)));
        Assert.Equal((sought, 200), (line.GetProperty("path").GetString(), line.GetProperty("status").GetInt32()));
        Assert.Equal(0, (await VerifyAsync(folder["data"])).Code);
        var run = await SiloProgram.RunAsync("audit", "export", "--data", folder["data"], "--fhir", "-");
        var entity = JsonElement.Parse(Assert.Single(run.Lines)).GetProperty("entity")[0];
        Assert.Equal(
            ("24", sought),
            (entity.GetProperty("role").GetProperty("code").GetString(), System.Text.Encoding.UTF8.GetString(entity.GetProperty("query").GetBytesFromBase64())));
    }

    private static async Task ReadAsync(RunningSilo silo)
    {
        for (var i = 0; i < Reads; i++)
            (await silo.Api.GetAsync(new Uri($"/api/v1/patients/nobody-{i}", UriKind.Relative), None)).Dispose();
    }

    private static async Task UntilInLakeAsync(string data, int count)
    {
        while (await VerifyAsync(data) is var found && found.Copied < count) await Task.Delay(100, None);
    }

    private static async Task<(int Code, int Records, int Copied, int Others)> VerifyAsync(string data)
    {
        var run = await SiloProgram.RunAsync("audit", "verify", "--data", data);
        var numbers = run.Output.Trim().Split(':', ';').Select(p => int.TryParse(p.Trim(), out var n) ? n : -1).Where(n => n >= 0).ToArray();
        return numbers is [var records, var copied, var others] ? (run.ExitCode, records, copied, others) : (run.ExitCode, -1, -1, -1);
    }

    private static void Remake(string folder, int records)
    {
        Directory.Delete(folder, recursive: true);
        using var trail = new Silo.Audit.AuditTrail(folder, TimeProvider.System);
        for (var i = 0; i < records; i++) trail.Record(new Silo.Audit.AuditRecord("other", null, "127.0.0.1", "GET", "/api/x", null, 200));
    }
}
