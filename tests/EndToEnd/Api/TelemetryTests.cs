using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace PatientFlow.Tests.Api;

/// <summary>What a silo sends to a collector over real HTTP: all that docs/telemetry.md names, and no patient.</summary>
public sealed partial class TelemetryTests
{
    private const string Patient = "patient-of-nobodys-business";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Every_metric_of_the_table_traces_and_logs_reach_a_collector_and_none_names_a_patient()
    {
        using var folder = new TestFolder();
        await using var collector = await Collector.StartAsync();
        await using (var silo = await RunningSilo.StartAsync(
            folder["data"], collector.Environment, "--export-interval", "0.5", "--alert-hold", "0", "--alert-occupancy", "1,90"))
        {
            await silo.SendAsync(Wire.Admission("e-1", Patient));
            await silo.SendAsync(Wire.Admission("e-1", Patient));
            await silo.SendAsync("not json");
            foreach (var path in new[] { $"/api/v1/patients/{Patient}", $"/api/v1/patients/{Patient}/history?x={Patient}", $"/api/v1/patients/{Patient}-2" })
                using (await silo.Api.GetAsync(new Uri(path, UriKind.Relative))) { }
            foreach (var name in Metrics()) await UntilAsync(collector, "metrics", name);
            foreach (var word in new[]
            {
                "patientflow.outcome", "applied", "duplicate", "quarantined", "NOT_JSON", "gold/fact_stay", "H3-ICU", "occupancy_high",
                "http.server.request.duration", "dotnet.gc.pause.time", "succeeded",
            })
                await UntilAsync(collector, "metrics", word);
            foreach (var word in new[]
            {
                "export run", "export Gold", "ingest batch", "/api/v1/patients/{id}/history", "service.instance.id",
                "Microsoft.Orleans.Application",
            })
                await UntilAsync(collector, "traces", word);
            await UntilAsync(collector, "logs", "Alert occupancy_high of H3-ICU began");
            Assert.Equal(0, await silo.StopAsync());
        }

        foreach (var signal in new[] { "metrics", "traces", "logs" })
            Assert.DoesNotContain(Patient, collector.Received(signal), StringComparison.Ordinal);
        Assert.DoesNotContain("e-1", collector.Received("logs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_is_away_costs_nothing_but_its_telemetry()
    {
        using var folder = new TestFolder();
        var nowhere = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1", ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        };
        await using (var silo = await RunningSilo.StartAsync(folder["data"], nowhere))
        {
            await silo.SendAsync(Wire.Admission("e-1", "p-1"));
            await silo.AppliedAsync();
            using var answer = await silo.Api.GetAsync(new Uri("/api/v1/patients/p-1", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(0, await silo.StopAsync());
        }

        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    private static IEnumerable<string> Metrics()
    {
        var names = Row().Matches(File.ReadAllText(Path.Combine(Programs.Root, "docs", "telemetry.md"))).Select(m => m.Groups[1].Value);
        return names.ToList() is { Count: > 10 } found ? found : throw new InvalidOperationException("The table is not found.");
    }

    private static async Task UntilAsync(Collector collector, string signal, string word)
    {
        var clock = Stopwatch.StartNew();
        while (!collector.Received(signal).Contains(word, StringComparison.Ordinal))
        {
            Assert.True(clock.Elapsed < Patience, $"'{word}' is not among the {signal} within {Patience}.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex(@"^\| `(patientflow\.[a-z.]+)`", RegexOptions.Multiline)]
    private static partial Regex Row();
}
