using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>Two patients change beds: by two transfers of one time, which come to the same however they come.</summary>
public sealed class BedSwapTests
{
    private const string Body = """{"patient_id":"p-1","with_bed_id":"H3-ICU-8","with_patient_id":"p-2","swap_id":"s-1","at":"2026-01-02T09:00:00Z"}""";

    [Fact]
    public async Task After_a_swap_each_is_in_the_others_bed_and_no_bed_is_dirty_or_claimed_twice_also_after_a_replay()
    {
        using var folder = new TestFolder();
        var network = Cleaned(folder);
        await using (var silo = await StartAsync(folder, network))
        {
            var (status, answer) = await SwapAsync(silo, Body);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal(
                ["s-1-1 H3-ICU-8 accepted", "s-1-2 H3-ICU-7 accepted"],
                answer.GetProperty("transfers").EnumerateArray().Select(t => $"{t.GetProperty("event_id")} {t.GetProperty("bed_id")} {t.GetProperty("status")}"));
            await silo.AppliedAsync();
            await AssertSwappedAsync(silo);
            Assert.Equal(0, await silo.StopAsync());
        }

        await SiloProgram.AssertCleanAsync(folder["data"], network);
        Directory.Delete(folder["data/state"], recursive: true);
        await using var again = await RunningSilo.StartAsync(folder["data"], "--network", network);
        await again.AppliedAsync();
        await AssertSwappedAsync(again);
    }

    [Fact]
    public async Task A_swap_that_is_sent_again_is_done_once_and_one_that_was_half_done_is_completed()
    {
        using var folder = new TestFolder();
        await using var silo = await StartAsync(folder, Cleaned(folder));
        // As a silo would leave it that ended between the two.
        await silo.SendAsync(
            """{"event_type":"TRANSFER","event_id":"s-1-1","patient_id":"p-1","hospital_id":3,"department":"ICU","bed_id":"H3-ICU-8","event_timestamp":"2026-01-02T09:00:00Z"}""");
        await silo.AppliedAsync();
        Assert.Single((await AskAsync(silo, "conflicts")).EnumerateArray());

        foreach (var second in new[] { "accepted", "duplicate" })
        {
            var (status, answer) = await SwapAsync(silo, Body);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal(["duplicate", second], answer.GetProperty("transfers").EnumerateArray().Select(t => t.GetProperty("status").GetString()));
            await silo.AppliedAsync();
            await AssertSwappedAsync(silo);
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict, "\"H3-ICU-8\"", "\"H3-ICU-9\"")] // Not in that bed.
    [InlineData(HttpStatusCode.Conflict, "2026-01-02", "2025-12-31")] // Before they were in these beds.
    [InlineData(HttpStatusCode.BadRequest, "\"H3-ICU-8\"", "\"H3-ICU-7\"")]
    [InlineData(HttpStatusCode.BadRequest, "\"p-2\"", "\"p-1\"")]
    [InlineData(HttpStatusCode.BadRequest, "2026-01-02", "2126-01-02")]
    [InlineData(HttpStatusCode.BadRequest, "with_bed_id", "bed")]
    [InlineData(HttpStatusCode.NotFound, "\"H3-ICU-8\"", "\"H3-ICU-88\"")]
    [InlineData(HttpStatusCode.NotFound, "\"p-2\"", "\"p-3\"")]
    public async Task What_is_no_swap_is_refused_and_moves_nobody(HttpStatusCode refusal, string part, string wrong)
    {
        using var folder = new TestFolder();
        await using var silo = await StartAsync(folder, Cleaned(folder));
        var (status, _) = await SwapAsync(silo, Body.Replace(part, wrong, StringComparison.Ordinal));

        Assert.Equal(refusal, status);
        Assert.Equal(2, (await silo.AppliedAsync()).GetProperty("events").GetInt64());
    }

    private static async Task<RunningSilo> StartAsync(TestFolder folder, string network)
    {
        var silo = await RunningSilo.StartAsync(folder["data"], "--network", network);
        await silo.SendAsync(Wire.Admission("e-1", "p-1", bed: 7));
        await silo.SendAsync(Wire.Admission("e-2", "p-2", bed: 8));
        await silo.AppliedAsync();
        return silo;
    }

    private static async Task AssertSwappedAsync(RunningSilo silo)
    {
        foreach (var (patient, bed, before) in new[] { ("p-1", "H3-ICU-8", "H3-ICU-7"), ("p-2", "H3-ICU-7", "H3-ICU-8") })
        {
            var view = await AskAsync(silo, $"beds/{bed}");
            Assert.Equal(("occupied", patient), (view.GetProperty("status").GetString(), view.GetProperty("occupant").GetProperty("patient_id").GetString()));
            Assert.Equal(
                [$"{before} 2026-01-01T10:00:00Z 2026-01-02T09:00:00Z", $"{bed} 2026-01-02T09:00:00Z "],
                (await AskAsync(silo, $"patients/{patient}/movements")).GetProperty("movements").EnumerateArray()
                    .Select(m => $"{m.GetProperty("place").GetProperty("bed_id")} {m.GetProperty("from")} {m.GetProperty("to")}"));
            var stay = Assert.Single((await AskAsync(silo, $"patients/{patient}/stays")).GetProperty("stays").EnumerateArray());
            Assert.Equal(1, stay.GetProperty("transfers").GetInt32());
        }

        Assert.Empty((await AskAsync(silo, "conflicts")).EnumerateArray());
        var census = (await AskAsync(silo, "departments/H3-ICU")).GetProperty("census");
        Assert.Equal("""{"available":18,"occupied":2}""", census.GetProperty("beds").GetRawText());
    }

    // The seed's hospitals, with beds that are dirty when a patient has left them.
    private static string Cleaned(TestFolder folder)
    {
        var seed = File.ReadAllText(Path.Combine(Programs.Root, "grain-interfaces/Network/seed-network.json"));
        var network = System.Text.Json.Nodes.JsonNode.Parse(seed)!;
        foreach (var department in network["departments"]!.AsArray()) department!["bedsAreCleaned"] = true;
        return folder.Write("network.json", [network.ToJsonString()]);
    }

    private static Task<JsonElement> AskAsync(RunningSilo silo, string path) => silo.Api.GetFromJsonAsync<JsonElement>($"/api/v1/{path}");

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> SwapAsync(RunningSilo silo, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await silo.Api.PostAsync(new Uri("/api/v1/beds/H3-ICU-7/swap", UriKind.Relative), content);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
