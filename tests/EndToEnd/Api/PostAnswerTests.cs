using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>What the sender of events is told: at once, and later by the event's id (docs/events.md).</summary>
public sealed class PostAnswerTests
{
    private const string Lines = "application/x-ndjson";

    [Fact]
    public async Task Each_event_is_answered_and_the_status_says_whether_all_some_or_none_can_be_used()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        var good = Wire.Admission("e-1", "p-1");
        var flagged = Wire.Admission("e-2", "p-2", 2).Replace("\"ICU\"", "\"icu\"", StringComparison.Ordinal);

        Assert.Equal("200: 0 accepted", Told(await PostAsync(silo, good)));
        Assert.Equal("200: 0 duplicate", Told(await PostAsync(silo, good)));
        Assert.Equal("200: 0 flagged DEPT_TYPO", Told(await PostAsync(silo, flagged)));
        Assert.Equal("422: 0 quarantined NOT_JSON at 1/2", Told(await PostAsync(silo, "{no JSON")));
        Assert.Equal("422: 0 quarantined NOT_AN_OBJECT at 1/2, 1 quarantined MISSING_EVENT_ID at 1/6 event_id", Told(await PostAsync(silo, "[17, {}]")));
        Assert.Equal(
            "207: 0 duplicate, 1 quarantined MISSING_EVENT_TYPE at 3/2 event_type, 2 accepted",
            Told(await PostAsync(silo, $"[{good},\n\n {{\"event_id\":\"e-3\",\"patient_id\":\"p-1\"}},\n{Wire.Admission("e-4", "p-4", 4)}]")));
        Assert.Equal(
            "207: 0 accepted, 1 quarantined NOT_JSON at 2/3, 2 duplicate",
            Told(await PostAsync(silo, $"{Wire.Admission("e-5", "p-5", 5)}\n{{\"\n{good}\r\n", Lines)));
        Assert.Equal("422: 0 quarantined NOT_JSON at 2/2", Told(await PostAsync(silo, "{\"event_id\":\n xyz,\n\"age\": 4}")));
        Assert.Equal(
            "200: 0 accepted", Told(await PostAsync(silo, "\uFEFF" + Wire.Admission("e-6", "p-6", 6))));
    }

    [Fact]
    public async Task A_repetition_is_told_with_the_place_of_the_first_also_within_a_request_and_after_a_restart()
    {
        using var folder = new TestFolder();
        var (one, other) = (Wire.Admission("e-1", "p-1"), Wire.Admission("e-1", "p-2"));
        await using (var silo = await RunningSilo.StartAsync(folder["data"]))
        {
            var (_, first) = await PostAsync(silo, $"[{one},{one},{other}]");
            Assert.Equal("200: 0 accepted, 1 duplicate, 2 accepted", Told((HttpStatusCode.OK, first)));
            var events = first.GetProperty("events");
            Assert.Equal(Place(events[0]), Place(events[1].GetProperty("duplicate_of")));
            Assert.NotEqual(Place(events[0]), Place(events[1]));
            Assert.Equal(0, await silo.StopAsync());
        }

        await using (var silo = await RunningSilo.StartAsync(folder["data"]))
            Assert.Equal("200: 0 duplicate", Told(await PostAsync(silo, one)));
    }

    [Fact]
    public async Task A_bulk_sender_is_told_the_counts_and_what_went_to_quarantine_only()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        silo.Api.DefaultRequestHeaders.Add("Prefer", "respond-async, return=minimal");
        var (status, answer) = await PostAsync(silo, $"{Wire.Admission("e-1", "p-1")}\nnothing\n", Lines);

        Assert.Equal("200: 1 quarantined NOT_JSON at 2/2", Told((status, answer)));
        Assert.Equal(2, answer.GetProperty("accepted").GetInt32());
        Assert.Equal("200: 0 quarantined NOT_JSON at 1/2", Told(await PostAsync(silo, "nothing")));
    }

    [Fact]
    public async Task What_the_rules_did_to_an_event_is_told_by_its_id_and_leaves_an_audit_record()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        await silo.SendAsync($"[{Wire.Admission("e-1", "p-1")},{Wire.Admission("e-2", "p-2")},{Wire.Admission("e-3", "p-3", 700)}]");
        await silo.SendAsync(Wire.Admission("e-1", "p-1"));
        await silo.SendAsync("{\"event_id\":\"e-4\",\"patient_id\":\"p-1\",\"event_type\":\"DANCE\"}");
        await silo.SendAsync(Wire.Discharge("e-5", "p-9"));
        await silo.AppliedAsync();

        var first = await EffectAsync(silo, "e-1");
        Assert.Equal(("accepted", "p-1", 1), (Text(first, "status"), Text(first, "patient_id"), first.GetProperty("repeated").GetInt32()));
        Assert.Equal(("H3-ICU-7", "conflict"), (Text(first.GetProperty("bed"), "bed_id"), Text(first.GetProperty("bed"), "status")));
        Assert.Equal(["UNKNOWN_BED"], Names((await EffectAsync(silo, "e-3")).GetProperty("dq_extra")));
        var unusable = await EffectAsync(silo, "e-4");
        Assert.Equal(("quarantined", "UNKNOWN_EVENT_TYPE"), (Text(unusable, "status"), Text(unusable, "reason")));
        Assert.Contains("AWAITS_ADMISSION", Names((await EffectAsync(silo, "e-5")).GetProperty("dq_extra")));
        using var unknown = await silo.Api.GetAsync(new Uri("/api/v1/events/e-99", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("silver/patient_flow", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Equal(0, await silo.StopAsync());
        Assert.Contains("/api/v1/events/e-1", await File.ReadAllTextAsync(folder["data"] + "/audit/audit.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_patients_in_one_bed_are_an_alert_and_on_the_board_until_one_of_them_leaves()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"], "--alert-hold", "0", "--alert-clear", "0");
        await silo.SendAsync($"[{Wire.Admission("e-1", "p-1")},{Wire.Admission("e-2", "p-2", time: "2026-01-01T11:00:00")}]");

        var alert = await AlertAsync(silo, "bed_conflict");
        Assert.Equal("H3-ICU-7", Text(alert, "subject"));
        Assert.DoesNotContain("p-1", alert.GetRawText(), StringComparison.Ordinal);
        var bed = await silo.Api.GetFromJsonAsync<JsonElement>(Text(alert, "link"));
        Assert.Equal(("conflict", "p-2"), (Text(bed, "status"), Text(bed.GetProperty("occupant"), "patient_id")));
        var conflict = Assert.Single((await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/conflicts")).EnumerateArray());
        Assert.Equal(["p-2", "p-1"], conflict.GetProperty("patients").EnumerateArray().Select(p => Text(p, "patient_id")));
        Assert.Equal(1, (await DepartmentAsync(silo)).GetProperty("conflicts").GetInt32());

        await silo.SendAsync(Wire.Discharge("e-3", "p-1"));
        while ((await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/alerts")).GetProperty("active").GetArrayLength() > 0)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await DepartmentAsync(silo)).GetProperty("conflicts").GetInt32());
    }

    [Fact]
    public async Task A_bed_of_another_department_stays_its_owners_and_is_an_alert()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        var elsewhere = Wire.Admission("e-2", "p-2").Replace("\"hospital_id\":3", "\"hospital_id\":1", StringComparison.Ordinal);
        await silo.SendAsync($"[{Wire.Admission("e-1", "p-1")},{elsewhere}]");

        var alert = await AlertAsync(silo, "bed_elsewhere");
        Assert.Equal("H3-ICU-7", Text(alert, "subject"));
        Assert.Contains("a patient of H1-ICU", Text(alert, "detail"), StringComparison.Ordinal);
        var effect = await EffectAsync(silo, "e-2");
        Assert.Equal(JsonValueKind.Null, effect.GetProperty("bed").ValueKind);
        var bed = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/beds/H3-ICU-7");
        Assert.Equal(("occupied", "p-1"), (Text(bed, "status"), Text(bed.GetProperty("occupant"), "patient_id")));
    }

    [Fact]
    public async Task A_department_whose_every_bed_is_taken_is_full_and_one_more_patient_is_over()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        foreach (var (patients, state) in new[] { (16, "open"), (17, "filling"), (19, "nearly_full"), (20, "full"), (21, "over") })
        {
            await silo.SendAsync($"[{string.Join(',', Enumerable.Range(1, patients).Select(i => Wire.Admission($"e-{i}", $"p-{i}", i)))}]");
            await silo.AppliedAsync();
            Assert.Equal((patients, state), ((await DepartmentAsync(silo)).GetProperty("occupancy").GetInt32(), Text(await DepartmentAsync(silo), "state")));
        }
    }

    private static async Task<JsonElement> DepartmentAsync(RunningSilo silo) =>
        (await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/departments/H3-ICU")).GetProperty("census");

    private static async Task<JsonElement> AlertAsync(RunningSilo silo, string cause)
    {
        while (true)
        {
            var active = (await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/alerts")).GetProperty("active");
            if (active.EnumerateArray().Where(a => Text(a, "cause") == cause).ToList() is [var alert, ..]) return alert;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<JsonElement> EffectAsync(RunningSilo silo, string id) =>
        await silo.Api.GetFromJsonAsync<JsonElement>($"/api/v1/events/{id}");

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(RunningSilo silo, string body, string type = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var response = await silo.Api.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static string Told((HttpStatusCode Status, JsonElement Answer) told) =>
        $"{(int)told.Status}: {string.Join(", ", told.Answer.GetProperty("events").EnumerateArray().Select(Told))}";

    private static string Told(JsonElement e)
    {
        var words = new List<string> { e.GetProperty("index").GetInt32().ToString(CultureInfo.InvariantCulture), Text(e, "status") };
        if (Text(e, "status") == "flagged") words.AddRange([.. Names(e.GetProperty("dq_flags")), .. Names(e.GetProperty("dq_extra"))]);
        if (Text(e, "status") == "quarantined")
        {
            var at = e.GetProperty("at");
            words.AddRange([Text(e, "reason"), "at", $"{at.GetProperty("line")}/{at.GetProperty("byte")}"]);
            if (at.GetProperty("field").GetString() is { } field) words.Add(field);
        }

        return string.Join(' ', words);
    }

    private static string Place(JsonElement e) => $"{e.GetProperty("partition")}/{e.GetProperty("offset")}";

    private static IEnumerable<string> Names(JsonElement names) => names.EnumerateArray().Select(n => n.GetString() ?? "");

    private static string Text(JsonElement e, string field) => e.GetProperty(field).GetString() ?? "";
}
