using System.Net;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>POST /api/v1/events: what is taken, what is refused, what becomes of it.</summary>
public sealed class EventsApiTests
{
    private const int PayloadBytesMax = 1024 * 1024;

    [Fact]
    public async Task An_object_an_array_and_lines_are_taken_and_each_event_gets_its_position()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        var one = await silo.SendAsync(Wire.Admission("e-1", "p-1"));
        var array = await silo.SendAsync($"[{Wire.Admission("e-2", "p-2", 2)}, {Wire.Admission("e-3", "p-3", 3)}]");
        var lines = await silo.SendAsync($"{Wire.Discharge("e-4", "p-1")}\n\n{Wire.Admission("e-5", "p-4", 4)}\r\n", "application/x-ndjson");
        Assert.Equal((1, 2, 2), (Count(one), Count(array), Count(lines)));
        Assert.Equal(0, await silo.StopAsync());

        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        var sent = new[] { one, array, lines }.SelectMany(a => a.GetProperty("events").EnumerateArray())
            .Select((e, i) => $"e-{i + 1} at {e.GetProperty("partition")}/{e.GetProperty("offset")}");
        var held = await lake.RowsAsync("SELECT event_id, _bronze_partition AS p, _bronze_offset AS o FROM silver_patient_flow ORDER BY event_id");
        Assert.Equal(sent, held.Select(e => $"{e.GetProperty("event_id").GetString()} at {e.GetProperty("p")}/{e.GetProperty("o")}"));
        Assert.Equal(3, await lake.NumberAsync("SELECT count(*) FROM gold_fact_stay WHERE stay_status = 'open'"));
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    [Fact]
    public async Task Garbage_is_accepted_and_ends_in_bronze_and_quarantine_with_its_reason()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        var positions = new List<string>();
        foreach (var body in new[] { "no JSON at all", "17", "{\"patient_id\": \"p\"}" })
        {
            var answer = Assert.Single((await silo.SendAsync(body, "text/plain")).GetProperty("events").EnumerateArray());
            positions.Add($"{answer.GetProperty("partition")}/{answer.GetProperty("offset")}");
        }

        Assert.Equal(3, (await silo.AppliedAsync()).GetProperty("quarantined").GetInt64());
        Assert.Equal(0, await silo.StopAsync());
        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        foreach (var sql in new[]
        {
            "SELECT \"partition\" AS p, \"offset\" AS o, raw_json, reason FROM bronze_quarantine",
            "SELECT \"partition\" AS p, \"offset\" AS o, raw_json, parse_error AS reason FROM bronze_patient_flow",
        })
        {
            Assert.Equal(
                new[]
                {
                    $"{positions[0]} NOT_JSON no JSON at all", $"{positions[1]} NOT_AN_OBJECT 17",
                    $"{positions[2]} MISSING_EVENT_ID {{\"patient_id\": \"p\"}}",
                }.Order(StringComparer.Ordinal),
                (await lake.RowsAsync(sql)).Select(r => $"{r.GetProperty("p")}/{r.GetProperty("o")} {r.GetProperty("reason")} {r.GetProperty("raw_json")}")
                    .Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task The_largest_event_is_taken_and_a_larger_one_refused_with_413_and_nothing_kept()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        var admission = Wire.Admission("e-1", "p-1");
        var largest = admission[..^1] + ",\"note\":\"" + new string('x', PayloadBytesMax - admission.Length - 10) + "\"}";
        Assert.Equal(PayloadBytesMax, Encoding.UTF8.GetByteCount(largest));
        Assert.Equal(1, Count(await silo.SendAsync(largest)));

        await AssertProblemAsync(silo, largest + " ", HttpStatusCode.OK);
        await AssertProblemAsync(silo, largest.Replace("\"note\"", "\"notes\"", StringComparison.Ordinal), HttpStatusCode.RequestEntityTooLarge);
        await AssertProblemAsync(
            silo, $"[{Wire.Admission("e-2", "p-2")},{largest.Replace("\"note\"", "\"notes\"", StringComparison.Ordinal)}]", HttpStatusCode.RequestEntityTooLarge);
        await AssertProblemAsync(silo, new string(' ', 33 * PayloadBytesMax), HttpStatusCode.RequestEntityTooLarge);

        Assert.Equal(0, await silo.StopAsync());
        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        Assert.Equal(2, await lake.NumberAsync("SELECT count(*) FROM bronze_patient_flow"));
        Assert.Equal(1, await lake.NumberAsync("SELECT count(*) FROM silver_patient_flow"));
    }

    [Fact]
    public async Task A_repeated_event_is_counted_and_changes_nothing()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        var admission = Wire.Admission("e-1", "p-1");
        await silo.SendAsync($"[{admission},{Wire.Discharge("e-2", "p-1")},{admission}]");
        await silo.SendAsync(admission);
        var status = await silo.AppliedAsync();
        Assert.Equal(4, status.GetProperty("events").GetInt64());
        Assert.Equal(2, status.GetProperty("duplicates").GetInt64());
        Assert.Equal(0, status.GetProperty("quarantined").GetInt64());
        Assert.Equal(0, await silo.StopAsync());

        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        Assert.Equal(4, await lake.NumberAsync("SELECT count(*) FROM bronze_patient_flow"));
        Assert.Equal(2, await lake.NumberAsync("SELECT count(*) FROM silver_patient_flow"));
        Assert.Equal(1, await lake.NumberAsync("SELECT count(*) FROM gold_fact_stay WHERE stay_status = 'closed'"));
    }

    private static int Count(JsonElement answer)
    {
        Assert.Equal(answer.GetProperty("accepted").GetInt32(), answer.GetProperty("events").GetArrayLength());
        return answer.GetProperty("accepted").GetInt32();
    }

    private static async Task AssertProblemAsync(RunningSilo silo, string body, HttpStatusCode status)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await silo.Api.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content);
        Assert.Equal(status, response.StatusCode);
        if (!response.IsSuccessStatusCode) Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
