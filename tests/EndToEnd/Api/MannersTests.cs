using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>How the API behaves as HTTP, whatever it is asked for.</summary>
public sealed class MannersTests(IdleSilo silo) : IClassFixture<IdleSilo>
{
    private const string Departments = "/api/v1/departments";

    [Theory]
    [InlineData("/api/v1/hospitals")]
    [InlineData(Departments)]
    [InlineData("/api/v1/departments/H3-ICU")]
    [InlineData("/api/v1/beds/H3-ICU-7")]
    [InlineData("/api/v1/patients/nobody")]
    [InlineData("/api/v1/status")]
    [InlineData("/api/v1/exports")]
    [InlineData("/api/v1/alerts")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/")]
    public async Task HEAD_answers_like_GET_without_the_body(string path)
    {
        using var get = await AskAsync(HttpMethod.Get, path);
        using var head = await AskAsync(HttpMethod.Head, path);
        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Headers.CacheControl, head.Headers.CacheControl);
        Assert.NotEmpty(await get.Content.ReadAsByteArrayAsync());
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task A_client_that_has_the_answer_gets_304_and_one_that_has_another_gets_it_whole(string method)
    {
        using var first = await AskAsync(HttpMethod.Get, Departments);
        var tag = Assert.IsType<EntityTagHeaderValue>(first.Headers.ETag);
        Assert.True(tag.IsWeak);
        Assert.True(first.Headers.CacheControl?.NoCache);

        foreach (var has in new[] { tag.ToString(), tag.Tag, $"\"another\", {tag}", "*" })
        {
            using var again = await AskAsync(new HttpMethod(method), Departments, ("If-None-Match", has));
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(tag, again.Headers.ETag);
            Assert.Contains("Accept-Encoding", again.Headers.Vary);
            Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        }

        using var other = await AskAsync(new HttpMethod(method), Departments, ("If-None-Match", "W/\"another\""));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task An_answer_is_compressed_for_who_can_read_it_and_is_the_same_with_the_same_tag(string encoding)
    {
        using var plain = await AskAsync(HttpMethod.Get, Departments);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal(["Accept-Encoding"], plain.Headers.Vary);
        using var packed = await AskAsync(HttpMethod.Get, Departments, ("Accept-Encoding", encoding));
        Assert.Equal([encoding], packed.Content.Headers.ContentEncoding);
        Assert.Equal(["Accept-Encoding"], packed.Headers.Vary);
        Assert.Equal(plain.Headers.ETag, packed.Headers.ETag);

        var (whole, body) = (await plain.Content.ReadAsByteArrayAsync(), await packed.Content.ReadAsByteArrayAsync());
        await using Stream unpacked = encoding == "br"
            ? new BrotliStream(new MemoryStream(body), CompressionMode.Decompress)
            : new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var read = new MemoryStream();
        await unpacked.CopyToAsync(read);
        Assert.Equal(whole, read.ToArray());
        Assert.True(body.Length < whole.Length / 2);
    }

    [Theory]
    [InlineData(Departments, "GET, HEAD, OPTIONS")]
    [InlineData("/api/v1/exports/1", "GET, HEAD, OPTIONS")]
    [InlineData("/api/v1/events", "OPTIONS, POST")]
    public async Task OPTIONS_and_a_wrong_method_say_what_a_route_takes(string path, string allowed)
    {
        using var options = await AskAsync(HttpMethod.Options, path);
        Assert.Equal(HttpStatusCode.NoContent, options.StatusCode);
        Assert.Equal(allowed, string.Join(", ", options.Content.Headers.Allow.Order(StringComparer.Ordinal)));

        using var wrong = await AskAsync(HttpMethod.Put, path);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, wrong.StatusCode);
        Assert.Equal(allowed, string.Join(", ", wrong.Content.Headers.Allow.Order(StringComparer.Ordinal)));
        Assert.Equal("application/problem+json", wrong.Content.Headers.ContentType?.MediaType);
        using var unknown = await AskAsync(HttpMethod.Options, "/api/nothing-here");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=101")]
    [InlineData("?limit=-1")]
    [InlineData("?limit=ten")]
    [InlineData("?limit=1&limit=2")]
    [InlineData("?after=nobody")]
    public async Task A_page_that_cannot_be_is_400_in_words_that_repeat_nothing(string query)
    {
        using var refused = await AskAsync(HttpMethod.Get, $"/api/v1/exports{query}");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("No such page", problem.GetProperty("title").GetString());
        Assert.DoesNotContain("nobody", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gzip_that_is_none_or_is_cut_is_400_and_another_encoding_415_and_nothing_of_them_is_taken()
    {
        byte[] packed = Gzip(string.Join('\n', Enumerable.Range(0, 2_000).Select(n => Wire.Admission($"e-{n}", $"p-{n}"))));
        await RefusedAsync("gzip", Encoding.UTF8.GetBytes(Wire.Admission("e-1", "p-1")), HttpStatusCode.BadRequest);
        foreach (var bytes in new[] { 5, packed.Length / 2, packed.Length - 1 })
            await RefusedAsync("gzip", packed[..bytes], HttpStatusCode.BadRequest);
        using var other = await RefusedAsync("zstd", packed, HttpStatusCode.UnsupportedMediaType);
        Assert.Equal("gzip", Assert.Single(other.Headers.GetValues("Accept-Encoding")));
        var status = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/status");
        Assert.All(status.GetProperty("partitions").EnumerateArray(), p => Assert.Equal(-1, p.GetProperty("appended").GetInt64()));
    }

    [Fact]
    public async Task A_small_request_that_unpacks_to_too_much_is_413()
    {
        var bomb = Gzip(new string(' ', 40 * 1024 * 1024));
        Assert.True(bomb.Length < 1_000_000);
        using var refused = await RefusedAsync("gzip", bomb, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Events_in_gzip_are_taken_and_no_cache_may_keep_an_answer_that_names_a_patient()
    {
        using var folder = new TestFolder();
        await using var own = await RunningSilo.StartAsync(folder["data"]);
        using var body = Body("gzip", Gzip(string.Join('\n', Enumerable.Range(1, 5).Select(n => Wire.Admission($"e-{n}", $"p-{n}", n)))));
        using var taken = await own.Api.PostAsync(new Uri("/api/v1/events", UriKind.Relative), body);
        Assert.Equal(5, (await taken.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accepted").GetInt32());
        await own.AppliedAsync();

        foreach (var path in new[] { "/api/v1/patients/p-1", "/api/v1/departments/H3-ICU", "/api/v1/beds/H3-ICU-1" })
        {
            using var answer = await own.Api.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Contains("\"p-1\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.True(answer.Headers.CacheControl?.NoStore, path);
            Assert.Null(answer.Headers.ETag);
        }

        Assert.Equal(["p-1", "p-2", "p-3", "p-4", "p-5"], await PagesAsync(own, "/api/v1/departments/H3-ICU?limit=2", 3, a => a
            .GetProperty("patients").EnumerateArray().Select(p => p.GetProperty("patient_id").GetString())));
        using var head = await own.Api.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/v1/patients/p-2"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Contains("\"HEAD\"", (await File.ReadAllLinesAsync(folder["data/audit/audit.jsonl"]))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_the_runs_are_the_whole_list_each_run_once()
    {
        using var folder = new TestFolder();
        await using var own = await RunningSilo.StartAsync(folder["data"], "--export-interval", "0.1");
        for (var n = 1; n <= 5; n++)
        {
            await own.SendAsync(Wire.Admission($"e-{n}", $"p-{n}", n));
            while ((await own.Api.GetFromJsonAsync<JsonElement>("/api/v1/exports")).GetArrayLength() < n)
                await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(["5", "4", "3", "2", "1"], await PagesAsync(own, "/api/v1/exports?limit=2", 3, a => a.EnumerateArray().Select(r => r.GetProperty("id").ToString())));
        Assert.Equal(["5", "4", "3", "2", "1"], await PagesAsync(own, "/api/v1/exports?limit=5", 1, a => a.EnumerateArray().Select(r => r.GetProperty("id").ToString())));
    }

    // Follows the links as RFC 8288 says.
    private static async Task<IReadOnlyList<string?>> PagesAsync(
        RunningSilo silo, string first, int pages, Func<JsonElement, IEnumerable<string?>> entries)
    {
        var found = new List<string?>();
        string? next = first;
        for (; next is not null; pages--)
        {
            using var answer = await silo.Api.GetAsync(new Uri(next, UriKind.Relative));
            found.AddRange(entries(await answer.Content.ReadFromJsonAsync<JsonElement>()));
            next = answer.Headers.TryGetValues("Link", out var links)
                ? Assert.Single(links) is var link && link.EndsWith(">; rel=\"next\"", StringComparison.Ordinal) ? link[1..link.IndexOf('>', StringComparison.Ordinal)] : ""
                : null;
        }

        Assert.Equal(0, pages);
        return found;
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static ByteArrayContent Body(string encoding, byte[] packed)
    {
        var body = new ByteArrayContent(packed);
        body.Headers.ContentType = new("application/x-ndjson");
        body.Headers.ContentEncoding.Add(encoding);
        return body;
    }

    private async Task<HttpResponseMessage> RefusedAsync(string encoding, byte[] packed, HttpStatusCode status)
    {
        using var body = Body(encoding, packed);
        var answer = await silo.Api.PostAsync(new Uri("/api/v1/events", UriKind.Relative), body);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return answer;
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        // A client that reads the body would make up a length.
        return await silo.Api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
