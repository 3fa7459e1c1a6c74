using System.Net;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Tests.Quarantine;

/// <summary>The way of an unusable event: into quarantine, out to a file, repaired, sent, and into Silver once.</summary>
public sealed class RepairTests
{
    // What a producer sent, the reason, and the event id under which its repair is expected in Silver.
    private static readonly (byte[] Sent, string Reason, string Repaired)[] Cases =
    [
        (Utf8("event:\r\n" + Wire.Admission("r-1", "p-1", 1)), "NOT_JSON", Wire.Admission("r-1", "p-1", 1)),
        (Utf8($"[{Wire.Admission("r-2", "p-2", 2)}]"), "NOT_AN_OBJECT", Wire.Admission("r-2", "p-2", 2)),
        ([.. Utf8(Wire.Admission("r-3", "p-3", 3)[..^1] + ",\"note\":\""), 0xFF, 0xFE, .. "\"}"u8],
            "INVALID_TEXT", Wire.Admission("r-3", "p-3", 3)),
        (Utf8(Wire.Admission("", "p-4", 4)), "MISSING_EVENT_ID", Wire.Admission("r-4", "p-4", 4)),
        (Utf8(Wire.Admission("r-5", "p\u0007-5", 5)), "INVALID_ID", Wire.Admission("r-5", "p-5", 5)),
        (Utf8(Wire.Admission("r-6", "", 6)), "MISSING_PATIENT_ID", Wire.Admission("r-6", "p-6", 6)),
        (Utf8(Wire.Admission("r-7", "p-7", 7).Replace("ADMISSION", "", StringComparison.Ordinal)),
            "MISSING_EVENT_TYPE", Wire.Admission("r-7", "p-7", 7)),
        (Utf8(Wire.Admission("r-8", "p-8", 8).Replace("ADMISSION", "ADMITTED", StringComparison.Ordinal)),
            "UNKNOWN_EVENT_TYPE", Wire.Admission("r-8", "p-8", 8)),
    ];

    [Fact]
    public async Task An_event_of_each_reason_is_counted_exported_repaired_sent_and_applied_once()
    {
        using var folder = new TestFolder();
        await using (var silo = await RunningSilo.StartAsync(folder["data"], "--export-interval", "0.2"))
        {
            await PostAsync(silo, Cases.Select(c => c.Sent));
            await InLakeAsync(folder["data"], Cases.Length);

            // While the silo runs.
            var overview = await QuarantineProgram.DoneAsync("--data", folder["data"]);
            Assert.StartsWith($"{Cases.Length} records could not be used", overview.Output, StringComparison.Ordinal);
            foreach (var (_, reason, _) in Cases) Assert.Matches($@"(?m)^ +1  {reason} ", overview.Output);
            await QuarantineProgram.DoneAsync("export", "--data", folder["data"], "--out", folder["out.jsonl"]);
            Assert.Equal(
                Cases[0].Sent,
                (await File.ReadAllLinesAsync(folder["out.jsonl"])).Select(l => JsonElement.Parse(l))
                    .Where(l => l.GetProperty("reason").GetString() == "NOT_JSON")
                    .Select(l => Utf8(l.GetProperty("text").GetString()!)).Single());
            var unrepaired = await QuarantineProgram.RunAsync("send", folder["out.jsonl"], "--to", $"{silo.Api.BaseAddress}");
            Assert.Equal(1, unrepaired.ExitCode);
            Assert.EndsWith("8 events: 0 can be used, 8 cannot.\n", unrepaired.Output, StringComparison.Ordinal);

            await RepairAsync(folder["out.jsonl"]);
            for (var time = 0; time < 2; time++)
            {
                var sent = await QuarantineProgram.DoneAsync("send", folder["out.jsonl"], "--to", $"{silo.Api.BaseAddress}");
                Assert.EndsWith("8 events sent.\n", sent.Output, StringComparison.Ordinal);
            }

            var refused = await QuarantineProgram.RunAsync("send", folder["out.jsonl"], "--to", $"{silo.Api.BaseAddress}elsewhere");
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("0 of 8 events sent", refused.Output, StringComparison.Ordinal);
            Assert.Contains("404", refused.Output, StringComparison.Ordinal);
            await silo.AppliedAsync();
            Assert.Equal(0, await silo.StopAsync());
        }

        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        Assert.Equal(
            Enumerable.Range(1, 8).Select(n => $"p-{n}"),
            (await lake.RowsAsync("SELECT patient_id FROM gold_fact_stay ORDER BY patient_id")).Select(
                r => r.GetProperty("patient_id").GetString()));
        Assert.Equal(8, await lake.NumberAsync(
            "SELECT count(*) FROM silver_patient_flow WHERE event_type = 'ADMISSION' AND patient_id IS NOT NULL"));
        Assert.Equal(Cases.Length, await lake.NumberAsync("SELECT count(*) FROM bronze_quarantine"));
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    // Each line of the export by one of the three ways in which it may be repaired.
    private static async Task RepairAsync(string file)
    {
        var repaired = new List<string>();
        foreach (var line in await File.ReadAllLinesAsync(file))
        {
            var reason = JsonElement.Parse(line).GetProperty("reason").GetString();
            var right = Cases.Single(c => c.Reason == reason).Repaired;
            var head = line[..line.IndexOf(",\"reason\"", StringComparison.Ordinal)];
            repaired.Add((repaired.Count % 3) switch
            {
                0 => right,
                1 => $"{head},\"event\":{right}}}",
                _ => $"{head},\"text\":{JsonSerializer.Serialize(right.Replace(",", ",\r\n", StringComparison.Ordinal))}}}",
            });
        }

        await File.WriteAllLinesAsync(file, repaired);
    }

    private static async Task PostAsync(RunningSilo silo, IEnumerable<byte[]> payloads)
    {
        foreach (var payload in payloads)
        {
            using var body = new ByteArrayContent(payload);
            body.Headers.ContentType = new(payload.Contains((byte)'\n') ? "text/plain" : "application/x-ndjson");
            using var answer = await silo.Api.PostAsync(new Uri("/api/v1/events", UriKind.Relative), body);
            Assert.Equal(HttpStatusCode.UnprocessableContent, answer.StatusCode);
        }
    }

    private static async Task InLakeAsync(string data, int records)
    {
        while (true)
        {
            var overview = await QuarantineProgram.RunAsync("--data", data, "--last", "0");
            if (overview.Output.StartsWith($"{records} records", StringComparison.Ordinal)) return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
