using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Tests.Feed;

/// <summary>The live feed of a running silo, read with a parser that is not ours.</summary>
public sealed class FeedTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_message_is_what_the_routes_answer_and_the_next_what_has_changed_since()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        await using var feed = await LiveMessages.OpenAsync(silo.Api, "?hospital=3", Cancelled);
        var (name, all) = (await feed.NextAsync())!.Value;
        Assert.Equal("snapshot", name);
        foreach (var list in new[] { "departments", "beds" })
            Assert.Equal(
                (await silo.Api.GetFromJsonAsync<JsonElement>($"/api/v1/{list}?hospital=3", Cancelled)).EnumerateArray().Select(e => e.GetRawText()),
                all.GetProperty(list).EnumerateArray().Select(e => e.GetRawText()));

        await silo.SendAsync(Wire.Admission("e-1", "p-1"));
        var change = await feed.WhereAsync(m => Keys(m, "departments", "key").Contains("H3-ICU"));

        Assert.Equal(["H3-ICU"], Keys(change, "departments", "key"));
        Assert.Equal(1, change.GetProperty("departments")[0].GetProperty("occupancy").GetInt32());
        Assert.Equal(["H3-ICU-7"], Keys(change, "beds", "bed_id"));
        Assert.Equal("occupied", change.GetProperty("beds")[0].GetProperty("status").GetString());
        Assert.DoesNotContain("p-1", change.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, await silo.StopAsync());
    }

    [Fact]
    public async Task Who_comes_again_is_told_what_they_missed_and_after_a_restart_everything()
    {
        using var folder = new TestFolder();
        string? last;
        await using (var silo = await RunningSilo.StartAsync(folder["data"]))
        {
            await using (var feed = await LiveMessages.OpenAsync(silo.Api, "?of=departments,beds", Cancelled))
            {
                await feed.NextAsync();
                last = feed.LastId;
            }

            await using var other = await LiveMessages.OpenAsync(silo.Api, "?of=departments", Cancelled);
            await silo.SendAsync(Wire.Admission("e-1", "p-1"));
            await other.WhereAsync(m => Keys(m, "departments", "key").Contains("H3-ICU"));

            await using var again = await LiveMessages.OpenAsync(silo.Api, "?of=departments,beds", Cancelled, last);
            var (name, missed) = (await again.NextAsync())!.Value;
            Assert.Equal(("change", "H3-ICU", "H3-ICU-7"), (
                name, Assert.Single(Keys(missed, "departments", "key")), Assert.Single(Keys(missed, "beds", "bed_id"))));
            foreach (var strange in new[] { "nonsense", $"{last}9999999", $"{last!.Split('-')[0]}--1" })
            {
                await using var unknown = await LiveMessages.OpenAsync(silo.Api, "?of=departments", Cancelled, strange);
                Assert.Equal("snapshot", (await unknown.NextAsync())!.Value.Name);
            }
        }

        await using var next = await RunningSilo.StartAsync(folder["data"]);
        await using var whole = await LiveMessages.OpenAsync(next.Api, "?of=departments", Cancelled, last);
        var (first, body) = (await whole.NextAsync())!.Value;
        Assert.Equal(("snapshot", 49), (first, Keys(body, "departments", "key").Length));
    }

    [Fact]
    public async Task A_filter_leaves_out_what_was_not_asked_for_and_a_quiet_feed_still_gives_signs_of_life()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        await using var feed = await LiveMessages.OpenAsync(silo.Api, "?hospital=3&department=H3-ICU&of=beds", Cancelled);
        var (_, all) = (await feed.NextAsync())!.Value;
        Assert.Empty(Keys(all, "departments", "key"));
        Assert.All(Keys(all, "beds", "bed_id"), b => Assert.StartsWith("H3-ICU-", b, StringComparison.Ordinal));
        Assert.Equal(20, Keys(all, "beds", "bed_id").Length);
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (all.GetProperty("alerts").ValueKind, all.GetProperty("freshness").ValueKind));

        await silo.SendAsync(Wire.Admission("e-1", "p-1").Replace("\"ICU\"", "\"Surgery\"", StringComparison.Ordinal));
        Assert.Equal("heartbeat", (await feed.NextAsync())!.Value.Name);

        foreach (var of in new[] { "", "patients", "beds,", "BEDS", "1" })
            using (var refused = await silo.Api.GetAsync($"/api/v1/feed?of={of}", Cancelled))
                Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var head = await silo.Api.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/v1/feed"), Cancelled);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (head.StatusCode, head.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Freshness_says_how_far_behind_the_view_is_and_alerts_come_as_the_route_lists_them()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        await using var feed = await LiveMessages.OpenAsync(silo.Api, "?of=alerts,freshness", Cancelled);
        var seen = await feed.WhereAsync(m => m.GetProperty("freshness") is { ValueKind: JsonValueKind.Object } f
            && f.GetProperty("at").ValueKind == JsonValueKind.String);
        Assert.Equal((0, JsonValueKind.Null), (
            seen.GetProperty("freshness").GetProperty("apply_lag").GetInt64(), seen.GetProperty("freshness").GetProperty("trouble").ValueKind));

        // Two patients claim one bed: an alert without a wait.
        await silo.SendAsync($"[{Wire.Admission("e-1", "p-1")},{Wire.Admission("e-2", "p-2")}]");
        var told = await feed.WhereAsync(m => m.GetProperty("alerts") is { ValueKind: JsonValueKind.Array } a && a.GetArrayLength() > 0);
        var listed = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/alerts", Cancelled);
        Assert.Equal(
            listed.GetProperty("active")[0].GetProperty("id").GetString(), told.GetProperty("alerts")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Clients_that_do_not_read_hold_up_nobody()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        await using var reader = await LiveMessages.OpenAsync(silo.Api, "?of=departments", Cancelled);
        var sockets = new List<Socket>();
        try
        {
            for (var n = 0; n < 20; n++) sockets.Add(await DeafAsync(silo));

            // Whatever the deaf do, the one who reads is told of each.
            for (var n = 1; n <= 5; n++)
            {
                await silo.SendAsync(Wire.Admission($"e-{n}", $"p-{n}"));
                await reader.WhereAsync(m => m.GetProperty("departments").EnumerateArray().Any(
                    d => d.GetProperty("key").GetString() == "H3-ICU" && d.GetProperty("occupancy").GetInt32() == n));
            }
        }
        finally
        {
            sockets.ForEach(s => s.Dispose());
        }
    }

    [Fact]
    public async Task More_feeds_than_are_served_are_refused_and_a_silo_with_all_of_them_stops_at_once()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        var open = new List<LiveMessages>();
        try
        {
            HttpStatusCode? refused = null;
            while (refused is null)
            {
                using var answer = await silo.Api.SendAsync(
                    new HttpRequestMessage(HttpMethod.Head, "/api/v1/feed"), Cancelled); // A question, not a feed.
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                try
                {
                    open.Add(await LiveMessages.OpenAsync(silo.Api, "?of=freshness", Cancelled));
                }
                catch (HttpRequestException fault)
                {
                    refused = fault.StatusCode;
                }
            }

            Assert.Equal((HttpStatusCode.TooManyRequests, 2_000), (refused, open.Count));
            using (var health = await silo.Api.GetAsync("/health/ready", Cancelled)) Assert.Equal(HttpStatusCode.OK, health.StatusCode);

            await open[0].DisposeAsync();
            open.RemoveAt(0);
            while (open.Count < 2_000)
            {
                try
                {
                    open.Add(await LiveMessages.OpenAsync(silo.Api, "?of=freshness", Cancelled));
                }
                catch (HttpRequestException fault) when (fault.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    await Task.Delay(20, Cancelled); // The silo has not noticed yet that one went.
                }
            }

            Assert.Equal(0, await silo.StopAsync());
        }
        finally
        {
            foreach (var feed in open) await feed.DisposeAsync();
        }
    }

    private static string[] Keys(JsonElement message, string list, string key) =>
        [.. message.GetProperty(list).EnumerateArray().Select(e => e.GetProperty(key).GetString()!)];

    private static async Task<Socket> DeafAsync(RunningSilo silo)
    {
        var address = silo.Api.BaseAddress!;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1_024, NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port, Cancelled);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/v1/feed HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"), Cancelled);
        return socket;
    }
}
