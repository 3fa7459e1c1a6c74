using System.Collections.Concurrent;
using System.Text.Json;

namespace PatientFlow.Tests.Recovery;

/// <summary>A silo that is killed while clients send: what it acknowledged is there, at the position that it said (I-01).</summary>
public sealed class AcknowledgedTests
{
    private const int Kills = 5;
    private const int Clients = 4;
    private const int EventsPerRequest = 25;

    [Fact]
    public async Task Every_acknowledged_event_is_in_bronze_at_its_position_after_kills_in_mid_flight()
    {
        var random = new Random(11);
        var acknowledged = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        using var folder = new TestFolder();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var silo = await RunningSilo.StartAsync(folder["data"], "--export-interval", "0.2");
            var answersLeft = random.Next(5, 60);
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => SendUntilKilledAsync(
                silo, $"{kill}-{client}", acknowledged, answered: () =>
                {
                    if (Interlocked.Decrement(ref answersLeft) == 0) silo.Kill();
                })));
        }

        string console;
        await using (var silo = await RunningSilo.StartAsync(folder["data"]))
        {
            // A stop exports what is applied; what is not yet is the next start's.
            await silo.AppliedAsync();
            Assert.Equal(0, await silo.StopAsync());
            console = silo.Console;
        }

        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        var held = (await lake.RowsAsync("SELECT event_id, _bronze_partition || '/' || _bronze_offset AS position FROM silver_patient_flow"))
            .ToDictionary(r => r.GetProperty("event_id").GetString()!, r => r.GetProperty("position").GetString());
        var lost = acknowledged.Where(a => held.GetValueOrDefault(a.Key) != a.Value)
            .Select(a => $"{a.Key} at {a.Value}, held at {held.GetValueOrDefault(a.Key)}").ToList();
        Assert.True(lost.Count == 0, $"{lost.Count} of {acknowledged.Count}, such as {lost.FirstOrDefault()}; the last silo said: {console}");
        Assert.True(acknowledged.Count >= Kills * 5 * EventsPerRequest, $"{acknowledged.Count} were acknowledged");
        await LakeRules.AssertAllAsync(lake);
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    private static async Task SendUntilKilledAsync(
        RunningSilo silo, string client, ConcurrentDictionary<string, string> acknowledged, Action answered)
    {
        try
        {
            for (var request = 0; ; request++)
            {
                var ids = Enumerable.Range(0, EventsPerRequest).Select(i => $"e-{client}-{request}-{i}").ToList();
                var body = string.Join('\n', ids.Select((id, i) => Wire.Admission(id, $"p-{client}-{request}-{i}", i % 20 + 1)));
                var answer = await silo.SendAsync(body, "application/x-ndjson");
                foreach (var (id, position) in ids.Zip(answer.GetProperty("events").EnumerateArray()))
                    acknowledged[id] = $"{position.GetProperty("partition")}/{position.GetProperty("offset")}";
                answered();
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or JsonException)
        {
            // The silo is gone; what it had not answered is nobody's promise.
        }
    }
}
