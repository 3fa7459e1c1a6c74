using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>
/// Every operation of the checked-in description, asked with values that no client in its right mind sends. Those of the
/// lists are named by the seed, so that a failure can be repeated.
/// </summary>
public sealed class HostileQuestionTests(IdleSilo silo) : IClassFixture<IdleSilo>
{
    private const int RoundsMax = 40;

    private static readonly string[] Values =
    [
        "", " ", "0", "-1", "1", "99999999999999999999", "-9223372036854775808", "1e400", "NaN", "null", "true", "٣", "½", "0x10", "1.5",
        "'; DROP TABLE patients; --", "<script>alert(1)</script>", "../../etc/passwd", "..%2f..%2f", "%00", "\0", "\r\nX-Injected: 1", "{\"a\":1}", "[]",
        "${jndi:ldap://x}", "H3-ICU", "H3-ICU-7", "h3-icu-007", "H-1-ICU-7", "H3-ICU-99999999999", "-", "--", "H--", ".", "..", "\u202e\ud83d\ude00\u0301", "\ufffd", "\ud800",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026-02-30", "1.1", "-1.5", ".", "9223372036854775807.9223372036854775807",
        "638000000000000000.1", new('x', 300), new('9', 2_000), new('\u4e00', 500),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 4)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task No_question_is_a_fault_of_the_silo_and_every_refusal_is_a_problem_document(int seed)
    {
        var random = new Random(seed);
        var document = JsonElement.Parse(await File.ReadAllTextAsync(
            Path.Combine(Programs.Root, "docs", "openapi-v1.json"), TestContext.Current.CancellationToken));
        var asked = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                for (var round = 0; round < RoundsMax; round++)
                {
                    using var request = Question(path.Name, operation, random);
                    using var answer = await silo.Api.SendAsync(
                        request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                    var said = await LiveMessages.TextAsync(answer, TestContext.Current.CancellationToken);
                    asked++;
                    Assert.True((int)answer.StatusCode < 500, $"seed {seed}: {request.Method} {request.RequestUri}: {(int)answer.StatusCode} {said}");
                    Assert.False(answer.Headers.Contains("X-Injected"));
                    if ((int)answer.StatusCode >= 400 && answer.StatusCode != HttpStatusCode.UnprocessableEntity && said.Length > 0)
                        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
                    Assert.True(Declared(operation.Value, answer.StatusCode), $"seed {seed}: {request.Method} {request.RequestUri}: {(int)answer.StatusCode} is not in the description");
                }
            }
        }

        Assert.True(asked > 500);
    }

    [Theory]
    [InlineData("GET /api/v1/patients/\u00e4 HTTP/1.1")]
    [InlineData("GET /api/patients/\u00e4 HTTP/1.1")]
    [InlineData("GET /api/patients/%e4%0d%0aX-Injected:%201 HTTP/1.1")]
    [InlineData("GET http://elsewhere.example/api/patients/p-1 HTTP/1.1")]
    [InlineData("GET /openapi/../api/status HTTP/1.1")]
    [InlineData("OPTIONS * HTTP/1.1")]
    [InlineData("GET /api/v1/patients/p-1")]
    public async Task A_line_that_no_client_library_would_send_is_no_fault_either(string line)
    {
        var address = silo.Api.BaseAddress!;
        using var socket = new TcpClient(address.Host, address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.UTF8.GetBytes($"{line}\r\nHost: {address.Authority}\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Matches("^HTTP/1.1 [2-4]", answer);
        Assert.DoesNotMatch("(?m)^X-Injected", answer);
        Assert.DoesNotContain("Location: //", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Location: http", answer, StringComparison.Ordinal);
    }

    // Kestrel and routing answer for what is no path of the API, as events/. is: a dot is a step, and not an id.
    private static bool Declared(JsonElement operation, HttpStatusCode status) =>
        status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed or HttpStatusCode.RequestUriTooLong
        || operation.GetProperty("responses").TryGetProperty(((int)status).ToString(), out _);

    private static HttpRequestMessage Question(string path, JsonProperty operation, Random random)
    {
        var query = new StringBuilder();
        var headers = new List<(string Name, string Value)>();
        foreach (var parameter in operation.Value.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : [])
        {
            var (name, value) = (parameter.GetProperty("name").GetString()!, Values[random.Next(Values.Length)]);
            var kind = parameter.GetProperty("in").GetString();
            if (kind == "path") path = path.Replace($"{{{name}}}", Escaped(value, random), StringComparison.Ordinal);
            else if (kind == "header") headers.Add((name, value));
            else
                // None, one or several: the type of a parameter says nothing about how often it is sent.
                for (var times = random.Next(4) % 3; times > 0; times--) query.Append('&').Append(name).Append('=').Append(Escaped(value, random));
        }

        var request = new HttpRequestMessage(new HttpMethod(operation.Name.ToUpperInvariant()), $"{path}?{query}");
        foreach (var (name, value) in headers)
            if (value.All(c => c is >= ' ' and < '\u007f')) request.Headers.TryAddWithoutValidation(name, value);
        if (operation.Value.TryGetProperty("requestBody", out _)) request.Content = Body(random);
        return request;
    }

    private static string Escaped(string value, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(value.Length == 0 ? "x" : value);
        return random.Next(8) == 0
            ? string.Concat(bytes.Select(b => $"%{b:X2}")) + "%FF%C0%80" // No UTF-8.
            : string.Concat(bytes.Select(b => $"%{b:X2}"));
    }

    private static ByteArrayContent Body(Random random)
    {
        string[] pieces = ["[", "{\"patient_id\":", $"\"{Values[random.Next(Values.Length)]}\"", "\n", new('[', 5_000), "}"];
        var text = string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => pieces[random.Next(pieces.Length)]));
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        string[] types = ["application/json", "application/x-ndjson", "image/png"];
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(types[random.Next(types.Length)]);
        if (random.Next(5) == 0) content.Headers.ContentEncoding.Add(random.Next(2) == 0 ? "gzip" : "br");
        return content;
    }
}
