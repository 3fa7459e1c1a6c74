using System.Net.Http.Json;
using System.Text.Json;
using PatientFlow.Tests.Hub;

namespace PatientFlow.Tests.EventHubs;

/// <summary>The silo's program on a hub, as its users run it, and killed as failing machines kill it.</summary>
public sealed class SiloProcessTests
{
    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_silo_that_is_killed_while_it_reads_a_hub_goes_on_from_its_lake_and_verifies()
    {
        await using var hub = TestHub.Start(partitions: 4);
        using var folder = new TestFolder();
        string[] options = ["--source", "eventhub", "--consumer-group", "flow", "--export-interval", "0.3"];
        var environment = new Dictionary<string, string> { ["EVENTHUB_CONNECTION_STRING"] = hub.ConnectionString };
        for (var kill = 0; kill < 2; kill++)
        {
            await Simulation.SendAsync(hub, 1_500, skip: kill * 1_500);
            await using var doomed = await RunningSilo.StartAsync(folder["data"], environment, options);
            await ExportedAsync(doomed, atLeast: kill * 1_500 + 1);
            doomed.Kill();
        }

        await using (var last = await RunningSilo.StartAsync(folder["data"], environment, options))
        {
            await ExportedAsync(last, atLeast: 3_000);
            Assert.DoesNotContain("c2VjcmV0", last.Console, StringComparison.Ordinal);
            Assert.Equal(0, await last.StopAsync());
        }

        await SiloProgram.AssertCleanAsync(folder["data"]);
        var recorded = await SiloProgram.RunAsync(
            "record", "--connection-string", hub.ConnectionString, "--consumer-group", "flow", "--out", folder["recorded.jsonl"]);
        Assert.True(recorded.ExitCode == 0, recorded.ToString());
        Assert.Equal(3_000, (await File.ReadAllLinesAsync(folder["recorded.jsonl"], TestContext.Current.CancellationToken)).Length);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task An_identity_opens_a_hub_without_any_key()
    {
        using var folder = new TestFolder();
        await using var vault = await Vault.StartAsync(folder);
        await using var hub = TestHub.Start(partitions: 2, vault.Certificate);
        hub.Append(0, "no event", "nor this");
        var environment = vault.Environment.Where(v => v.Key != "KEY_VAULT_URL").ToDictionary();
        await using var silo = await RunningSilo.StartAsync(
            folder["data"], environment,
            "--namespace", $"localhost:{hub.Port}", "--hub", hub.Name, "--consumer-group", "flow", "--export-interval", "0.3");
        await ExportedAsync(silo, atLeast: 2);

        Assert.Equal(["jwt"], hub.Tokens.Distinct());
        Assert.Equal(0, await silo.StopAsync());
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_hub_that_cannot_be_read_ends_the_program_in_words()
    {
        await using var hub = TestHub.Start(partitions: 2);
        using var folder = new TestFolder();
        var finished = await SiloProgram.RunAsync(
            "silo", "--data", folder["data"], "--url", "http://127.0.0.1:0", "--source", "eventhub", "--consumer-group", "none",
            "--connection-string", hub.ConnectionString);

        Assert.Equal(2, finished.ExitCode);
        Assert.Equal(
            "The hub events at localhost cannot be read: it has no consumer group none. Make one, of this cluster's own.",
            finished.Errors.Trim());
    }

    private static async Task ExportedAsync(RunningSilo silo, long atLeast)
    {
        while (true)
        {
            var status = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/status", TestContext.Current.CancellationToken);
            if (status.GetProperty("partitions").EnumerateArray().Sum(p => p.GetProperty("exported").GetInt64() + 1) >= atLeast) return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
