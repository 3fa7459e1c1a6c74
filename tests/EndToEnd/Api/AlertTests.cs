using System.Net.Http.Json;
using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>A real silo goes through what alerts are for; a receiver that fails at first hears of each once.</summary>
public sealed class AlertTests
{
    private const int IcuBeds = 20;

    [Fact]
    public async Task Each_cause_fires_once_reaches_a_receiver_that_failed_twice_and_clears_and_a_restart_repeats_none()
    {
        using var folder = new TestFolder();
        await using var receiver = await AlertReceiver.StartAsync(refusals: 2);
        await File.WriteAllTextAsync(folder["secret"], receiver.Secret + "\n");
        string[] options =
        [
            "--export-interval", "1", "--webhook", receiver.Url, "--webhook-secret-file", folder["secret"],
            "--alert-lag", "5", "--alert-quarantine", "40", "--alert-hold", "0", "--alert-clear", "1",
        ];
        string[] causes = ["export_failed", "lag", "occupancy_critical", "occupancy_high", "quarantine"];
        var log = Path.Combine(folder["data"], "lake", "silver", "patient_flow", "_delta_log");
        await using (var silo = await RunningSilo.StartAsync(folder["data"], options))
        {
            Directory.Move(log, log + "-away");
            await File.WriteAllTextAsync(log, "");
            foreach (var bed in Enumerable.Range(1, IcuBeds)) await silo.SendAsync(Wire.Admission($"a-{bed}", $"p-{bed}", bed));
            await silo.SendAsync(string.Join('\n', Enumerable.Repeat("not json", 200)), "application/x-ndjson");

            await UntilAsync(silo, a => causes.All(c => Active(a).Contains(c)));
            var active = (await AlertsAsync(silo)).GetProperty("active");
            Assert.Equal("H3-ICU", Of(active, "occupancy_critical").GetProperty("subject").GetString());
            Assert.Equal("critical", Of(active, "occupancy_critical").GetProperty("severity").GetString());
            Assert.DoesNotContain("p-1", active.GetRawText(), StringComparison.Ordinal);
            await UntilAsync(silo, a => a.GetProperty("undelivered").GetInt32() == 0);
            Assert.Contains("Alert occupancy_critical of H3-ICU began", silo.Console, StringComparison.Ordinal);
            Assert.DoesNotContain(receiver.Url, silo.Console, StringComparison.Ordinal);
            silo.Kill();
        }

        var atKill = receiver.Received.Last().Id;
        File.Delete(log);
        Directory.Move(log + "-away", log);

        await using (var silo = await RunningSilo.StartAsync(folder["data"], options))
        {
            await UntilAsync(silo, a => !Active(a).Contains("export_failed") && !Active(a).Contains("lag"));
            Assert.Superset(new HashSet<string?> { "occupancy_critical", "occupancy_high" }, Active(await AlertsAsync(silo)));
            foreach (var bed in Enumerable.Range(1, IcuBeds)) await silo.SendAsync(Wire.Discharge($"d-{bed}", $"p-{bed}"));

            // Five hundred more that can be used: less than 40 of 100 could not.
            await silo.SendAsync(
                string.Join('\n', Enumerable.Range(0, 500).Select(i => Wire.Discharge($"x-{i}", "p-1"))), "application/x-ndjson");
            await UntilAsync(silo, a => Active(a).Count == 0 && a.GetProperty("undelivered").GetInt32() == 0);
            Assert.Equal(0, await silo.StopAsync());
        }

        Assert.Equal((2, 0), (receiver.Refused, receiver.Forged));

        // Told, and killed before that was kept: this one may be told once more, under the same id, and no other.
        var repeated = receiver.Received.GroupBy(r => r.Id).Where(g => g.Count() > 1).ToArray();
        Assert.All(repeated, g => Assert.Equal((atKill, 2), (g.Key, g.Count())));
        var heard = receiver.Received.Select(r => Heard(r.Body)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(causes.SelectMany(c => new[] { $"{c} cleared", $"{c} fired" }), heard);
        Assert.Single(receiver.Received, r => Heard(r.Body) == "occupancy_critical fired");
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    [Theory]
    [InlineData("--webhook http://example.org/hook", "https://")]
    [InlineData("--webhook https://example.org/hook", "ALERT_WEBHOOK_SECRET")]
    [InlineData("--webhook-secret-file none", "--webhook")]
    [InlineData("--webhook https://example.org/hook --webhook-secret-file none", "cannot be read")]
    [InlineData("--alert-occupancy 92,85", "the lower one first")]
    [InlineData("--alert-occupancy full", "two percentages")]
    [InlineData("--alert-quarantine 101", "0 to 100")]
    public async Task What_cannot_be_meant_is_refused_in_words(string options, string reason)
    {
        using var folder = new TestFolder();
        var run = await SiloProgram.RunAsync(["silo", "--data", folder["data"], "--url", "http://127.0.0.1:0", .. options.Split(' ')]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.Errors, StringComparison.Ordinal);
    }

    private static string Heard(JsonElement body)
    {
        var cause = body.GetProperty("data").GetProperty("cause").GetString();
        return $"{cause} {body.GetProperty("type").GetString()?.Split('.')[^1]}";
    }

    private static JsonElement Of(JsonElement alerts, string cause) =>
        alerts.EnumerateArray().First(a => a.GetProperty("cause").GetString() == cause);

    private static HashSet<string?> Active(JsonElement alerts) =>
        [.. alerts.GetProperty("active").EnumerateArray().Select(a => a.GetProperty("cause").GetString())];

    private static Task<JsonElement> AlertsAsync(RunningSilo silo) => silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/alerts");

    private static async Task UntilAsync(RunningSilo silo, Func<JsonElement, bool> condition)
    {
        while (!condition(await AlertsAsync(silo))) await Task.Delay(50, TestContext.Current.CancellationToken);
    }
}
