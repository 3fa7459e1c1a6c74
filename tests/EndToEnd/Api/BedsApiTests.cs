using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>Lists of beds and of patients who are in.</summary>
public sealed class BedsApiTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private RunningSilo? silo;

    private HttpClient Api => silo?.Api ?? throw new InvalidOperationException("The silo was not started.");

    public async ValueTask InitializeAsync()
    {
        silo = await RunningSilo.StartAsync(folder["data"]);
        await silo.SendAsync($"[{Wire.Admission("e-1", "p-1", 1)},{Wire.Admission("e-2", "p-2", 2)},{Wire.Admission("e-3", "q-3", 2, "2026-01-01T11:00:00")}]");
        await silo.AppliedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (silo is not null) await silo.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Beds_are_found_by_hospital_department_and_state_and_name_no_patient()
    {
        Assert.Equal(20, (await BedsAsync("?department=H3-ICU")).Count);
        Assert.Equal(["H3-ICU-1", "H3-ICU-2"], await BedsAsync("?free=false"));
        Assert.Equal(["H3-ICU-2"], await BedsAsync("?state=conflict"));
        Assert.Equal(18, (await BedsAsync("?hospital=3&department=ICU&free=true")).Count);
        Assert.Empty(await BedsAsync("?hospital=4&state=occupied"));
        Assert.Empty(await BedsAsync("?hospital=99"));

        using var answer = await Api.GetAsync(new Uri("/api/v1/beds", UriKind.Relative));
        Assert.DoesNotContain("p-1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull(answer.Headers.ETag);
        Assert.Equal(HttpStatusCode.BadRequest, (await Api.GetAsync(new Uri("/api/v1/beds?hospital=ICU", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Api.GetAsync(new Uri("/api/v1/beds?after=nowhere", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Pages_of_beds_are_the_whole_list_in_its_order_and_keep_the_filter()
    {
        var whole = await BedsAsync("?department=ICU&free=true");
        var (paged, next) = (new List<string?>(), "/api/v1/beds?department=ICU&free=true&limit=50");
        for (var pages = 0; next is not null && pages < 10; pages++)
        {
            using var answer = await Api.GetAsync(new Uri(next, UriKind.Relative));
            paged.AddRange(Ids(await answer.Content.ReadFromJsonAsync<JsonElement>(), "bed_id"));
            next = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        Assert.Null(next);
        Assert.True(whole.Count > 100);
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task Patients_who_are_in_are_found_by_the_beginning_of_their_ids_and_the_question_is_audited()
    {
        Assert.Equal(["p-1", "p-2"], Ids(await AskAsync("patients?id_prefix=p-"), "patient_id"));
        Assert.Equal(["p-2"], Ids(await AskAsync("patients?id_prefix=p-&after=p-1"), "patient_id"));
        Assert.Empty(Ids(await AskAsync("patients?id_prefix=P-"), "patient_id"));
        Assert.Empty(Ids(await AskAsync("patients?id_prefix=p-&hospital=4"), "patient_id"));
        Assert.Equal("H3-ICU-2", (await AskAsync("patients?id_prefix=q"))[0].GetProperty("bed_id").GetString());

        using var refused = await Api.GetAsync(new Uri("/api/v1/patients?id_prefix=", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True(refused.Headers.CacheControl?.NoStore);
        Assert.Contains("/api/v1/patients", await File.ReadAllTextAsync(folder["data/audit/audit.jsonl"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stay_is_long_from_its_admission_to_the_newest_one_or_to_the_time_that_is_asked()
    {
        var now = await AskAsync("long-stays?hours=0");
        Assert.Equal("2026-01-01T11:00:00Z", now.GetProperty("as_of").GetString());
        Assert.Equal(["p-1", "p-2"], Ids(now.GetProperty("stays"), "patient_id").Order());
        Assert.Empty((await AskAsync("long-stays")).GetProperty("stays").EnumerateArray());

        // 50 hours are not longer than 50; one minute more is.
        Assert.Empty((await AskAsync("long-stays?as_of=2026-01-03T12:00:00Z")).GetProperty("stays").EnumerateArray());
        var later = await AskAsync("long-stays?as_of=2026-01-03T12:01:00Z&limit=1&department=ICU");
        var first = Assert.Single(later.GetProperty("stays").EnumerateArray());
        Assert.Equal((50.02, 2), (first.GetProperty("los_hrs").GetDouble(), first.GetProperty("midnights").GetInt32()));
        Assert.Empty((await AskAsync("long-stays?as_of=2026-01-03T12:01:00Z&hospital=4")).GetProperty("stays").EnumerateArray());

        using var page = await Api.GetAsync(new Uri("/api/v1/long-stays?as_of=2026-01-03T12:01:00Z&limit=1", UriKind.Relative));
        var next = page.Headers.GetValues("Link").Single().Split('<', '>')[1];
        Assert.DoesNotContain("p-1", next, StringComparison.Ordinal);
        var second = Assert.Single((await Api.GetFromJsonAsync<JsonElement>(next)).GetProperty("stays").EnumerateArray());
        Assert.Equal(["p-1", "p-2"], new[] { first, second }.Select(s => s.GetProperty("patient_id").GetString()).Order());
    }

    private async Task<IReadOnlyList<string?>> BedsAsync(string query) => Ids(await AskAsync($"beds{query}"), "bed_id");

    private static IReadOnlyList<string?> Ids(JsonElement list, string name) =>
        [.. list.EnumerateArray().Select(e => e.GetProperty(name).GetString())];

    private Task<JsonElement> AskAsync(string question) => Api.GetFromJsonAsync<JsonElement>($"/api/v1/{question}");
}
