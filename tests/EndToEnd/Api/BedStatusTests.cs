using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>The state of a bed: declared by the API, shown by it, exported, and the same in the lake and the grains.</summary>
public sealed class BedStatusTests
{
    [Fact]
    public async Task A_declared_state_is_an_event_like_any_other()
    {
        using var folder = new TestFolder();
        await using (var silo = await RunningSilo.StartAsync(folder["data"]))
        {
            var answer = await DeclareAsync(silo, "H3-ICU-7", """{"status":"blocked","reason":"repair","until":"2026-12-01T08:00:00+02:00"}""");
            Assert.Equal((HttpStatusCode.OK, "accepted", "H3-ICU-7"), (
                answer.Status, Text(answer.Body, "status"), Text(answer.Body, "bed_id")));
            await silo.AppliedAsync();
            var bed = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/beds/H3-ICU-7");
            Assert.Equal(("blocked", "blocked", "repair", "2026-12-01T06:00:00Z"), (
                Text(bed, "status"), Text(bed.GetProperty("state"), "status"), Text(bed.GetProperty("state"), "reason"),
                Text(bed.GetProperty("state"), "until")));
            var department = (await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/departments/H3-ICU")).GetProperty("census");
            Assert.Equal(19, department.GetProperty("free").GetInt32());
            Assert.Equal("""{"available":19,"blocked":1}""", department.GetProperty("beds").GetRawText());

            var effect = await silo.Api.GetFromJsonAsync<JsonElement>($"/api/v1/events/{Text(answer.Body, "event_id")}");
            Assert.Equal(("accepted", answer.Body.GetProperty("offset").GetInt64()), (
                Text(effect, "status"), effect.GetProperty("offset").GetInt64()));
            Assert.Equal(0, await silo.StopAsync());
        }

        await AssertVerifiedAsync(folder, "gold/fact_bed_status +1 rows");
        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        Assert.Equal(
            "H3-ICU-7 blocked repair",
            (await lake.RowsAsync("SELECT concat_ws(' ', bed_id, status, status_reason) AS t FROM gold_fact_bed_status"))[0].GetProperty("t").GetString());
    }

    [Fact]
    public async Task What_a_bed_cannot_become_now_is_refused_and_is_in_no_log()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        await silo.SendAsync(Wire.Admission("e-1", "p-1"));
        await silo.AppliedAsync();

        Assert.Equal(HttpStatusCode.Conflict, (await DeclareAsync(silo, "H3-ICU-7", """{"status":"available"}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await DeclareAsync(silo, "H3-ICU-77", """{"status":"available"}""")).Status);
        foreach (var body in new[]
        {
            "{}", "[]", "nonsense", """{"status":"occupied"}""", """{"status":7}""", """{"status":"dirty","stage":"soon"}""",
            """{"status":"closed","until":"soon"}""", $$"""{"status":"reserved","reserved_for":"{{new string('p', 257)}}"}""",
            """{"status":"available","event_id":"\u0001"}""",
        })
            Assert.Equal(HttpStatusCode.BadRequest, (await DeclareAsync(silo, "H3-ICU-8", body)).Status);

        var status = await silo.AppliedAsync();
        Assert.Equal(1, status.GetProperty("events").GetInt64());
    }

    [Fact]
    public async Task A_client_that_sends_twice_declares_once()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        const string Body = """{"status":"reserved","reserved_for":"p-9","event_id":"mine"}""";

        Assert.Equal("accepted", Text((await DeclareAsync(silo, "h3-icu-07", Body)).Body, "status"));
        Assert.Equal("duplicate", Text((await DeclareAsync(silo, "H3-ICU-7", Body)).Body, "status"));
        await silo.AppliedAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await DeclareAsync(silo, "H3-ICU-7", """{"status":"reserved","reserved_for":"p-8"}""")).Status);
    }

    [Fact]
    public async Task A_cancelled_discharge_and_transfer_are_as_if_they_had_not_been_in_every_table()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["network.json"], """
            {"name":"Two wards","departments":[{"name":"ICU","code":"ICU","bedsAreCleaned":true},{"name":"Surgery","code":"SUR"}],
             "hospitals":[{"id":3,"name":"Riverside","beds":{"ICU":9,"SUR":4}}]}
            """);
        string[] options = ["--network", folder["network.json"]];
        await using (var silo = await RunningSilo.StartAsync(folder["data"], options))
        {
            await silo.SendAsync(Wire.Admission("e-1", "p-1"));
            await silo.SendAsync(Moved("TRANSFER", "e-2", "2026-01-01T12:00:00"));
            await silo.SendAsync(Wire.Discharge("e-3", "p-1"));
            await silo.AppliedAsync();
            await ExportAsync(silo); // The stay is among those that have ended.
            Assert.Equal("free", await BedAsync(silo, "H3-SUR-2"));
            Assert.Equal("dirty", await BedAsync(silo, "H3-ICU-7"));
            await silo.SendAsync(Moved("CANCEL_DISCHARGE", "e-4", "2026-01-03T11:00:00"));
            await silo.AppliedAsync();
            await ExportAsync(silo);
            Assert.Equal("occupied", await BedAsync(silo, "H3-SUR-2"));
            await silo.SendAsync(Moved("CANCEL_TRANSFER", "e-5", "2026-01-03T11:30:00"));
            await silo.SendAsync(Wire.Discharge("e-6", "p-1", "2026-01-04T10:00:00"));
            await silo.AppliedAsync();
            Assert.Equal("dirty", await BedAsync(silo, "H3-ICU-7"));
            Assert.Equal(0, await silo.StopAsync());
        }

        await AssertVerifiedAsync(folder, "gold/fact_stay +1 rows", options);
        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        await LakeRules.AssertAllAsync(lake);
        Assert.Equal(
            "H3-ICU-7 0 2 72.0 closed",
            (await lake.RowsAsync(
                "SELECT concat_ws(' ', bed_id, transfers, corrections, length_of_stay_hrs, stay_status) AS t FROM gold_fact_stay"))[0]
            .GetProperty("t").GetString());
        Assert.Equal(1, await lake.NumberAsync("SELECT count(DISTINCT department_sk) FROM gold_fact_census WHERE patients > 0"));
    }

    private static string Moved(string type, string eventId, string time) => JsonSerializer.Serialize(new
    {
        event_type = type, event_id = eventId, patient_id = "p-1", department = "Surgery", hospital_id = 3, bed_id = "H3-SUR-2",
        event_timestamp = time,
    });

    private static async Task ExportAsync(RunningSilo silo)
    {
        while (true)
        {
            var status = await silo.AppliedAsync();
            if (status.GetProperty("partitions").EnumerateArray().All(p => p.GetProperty("export_lag").GetInt64() == 0)) return;
            await Task.Delay(50);
        }
    }

    private static async Task<string?> BedAsync(RunningSilo silo, string bed) =>
        Text(await silo.Api.GetFromJsonAsync<JsonElement>($"/api/v1/beds/{bed}"), "status");

    private static async Task<(HttpStatusCode Status, JsonElement Body)> DeclareAsync(RunningSilo silo, string bed, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await silo.Api.PostAsync(new Uri($"/api/v1/beds/{bed}/status", UriKind.Relative), content);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    private static async Task AssertVerifiedAsync(TestFolder folder, string line, params string[] options)
    {
        var verify = await SiloProgram.RunAsync(["verify", "--data", folder["data"], .. options]);
        Assert.True(verify.ExitCode == 0, verify.ToString());
        Assert.Matches(line, verify.Output);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
