using System.Net;
using System.Text;

namespace PatientFlow.Tests.Api;

/// <summary>
/// A silo that was told to log everything, clients that ask badly, a lake that is taken away: no patient is on the console, at
/// the collector, or in an answer that is an error.
/// </summary>
public sealed class NoPatientIsToldTests
{
    private const string Mark = "PHI-MARK-";

    private static readonly Dictionary<string, string> Everything = new()
    {
        ["Logging__LogLevel__Default"] = "Trace",
        ["Logging__LogLevel__Microsoft"] = "Trace",
        ["Logging__LogLevel__Orleans"] = "Trace",
        ["Logging__LogLevel__Polly"] = "Trace",
        ["Logging__LogLevel__System"] = "Trace",
        ["Logging__Console__FormatterOptions__IncludeScopes"] = "true",
    };

    private readonly StringBuilder problems = new();
    private int refused;

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neither_console_nor_collector_nor_problems_name_a_patient_at_trace_level()
    {
        using var folder = new TestFolder();
        await using var collector = await Collector.StartAsync();
        string console;
        await using (var silo = await RunningSilo.StartAsync(
            folder["data"], collector.Environment.Concat(Everything).ToDictionary(), "--export-interval", "0.3"))
        {
            for (var n = 0; n < 50; n++) await silo.SendAsync(Wire.Admission($"e-{n}", $"{Mark}{n}", bed: n % 20 + 1));
            await silo.SendAsync($$"""{"event_type":"ADMISSION","patient_id":"{{Mark}}x","department":7}""");
            await silo.SendAsync($"not json of {Mark}y");
            await silo.AppliedAsync();
            await AskAsync(silo.Api);

            // The lake is away: exports fail from here on.
            Directory.Move(folder["data/lake"], folder["data/away"]);
            await File.WriteAllTextAsync(folder["data/lake"], "", None);
            await silo.SendAsync(Wire.Discharge("e-late", $"{Mark}1"));
            await silo.AppliedAsync();
            await UntilAsync(silo, "stage of an export failed");
            await AskAsync(silo.Api);
            await silo.StopAsync();
            console = silo.Console;
        }

        Assert.Contains("trce: Orleans.", console, StringComparison.Ordinal);
        Assert.Contains("dbug: Microsoft.AspNetCore.", console, StringComparison.Ordinal);
        Assert.True(refused >= 20, $"{refused} refusals");
        foreach (var (where, text) in new[]
        {
            ("console", console), ("logs", collector.Received("logs")), ("traces", collector.Received("traces")),
            ("metrics", collector.Received("metrics")), ("problems", problems.ToString()),
        })
        {
            Assert.NotEmpty(text);
            var at = text.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
            Assert.True(at < 0, $"{where}: {text[Math.Max(0, at - 400)..Math.Clamp(at + 200, 0, text.Length)]}");
        }
    }

    /// <summary>Asks for patients well and badly, and keeps each answer that is an error.</summary>
    private async Task AskAsync(HttpClient api)
    {
        foreach (var path in new[] { $"/api/v1/patients/{Mark}1", $"/api/v1/patients/{Mark}2/stays", $"/api/v1/patients/{Mark}3/history" })
            using (var answer = await api.GetAsync(new Uri(path, UriKind.Relative), None)) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        foreach (var path in new[]
        {
            $"/api/v1/patients/{Mark}nobody", $"/api/v1/patients/{Mark}1/nothing", $"/api/v1/patients/{Mark}{new string('9', 300)}",
            $"/api/v1/patients/{Mark}%00", $"/api/v1/departments/{Mark}1", $"/api/v1/beds/{Mark}1", $"/api/v1/exports/{Mark}1", $"/{Mark}1",
        })
            await RefusedAsync(api, new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)));
        await RefusedAsync(api, new HttpRequestMessage(HttpMethod.Delete, new Uri($"/api/v1/patients/{Mark}1", UriKind.Relative)));
        var foreign = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1/patients/{Mark}1", UriKind.Relative));
        foreign.Headers.TryAddWithoutValidation("Origin", $"http://{Mark}1.example");
        await RefusedAsync(api, foreign);
        var encoded = new StringContent($"{Mark}1");
        encoded.Headers.ContentEncoding.Add("gzip");
        await RefusedAsync(api, new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/events", UriKind.Relative)) { Content = encoded });
    }

    private async Task RefusedAsync(HttpClient api, HttpRequestMessage request)
    {
        using (request)
        using (var answer = await api.SendAsync(request, None))
        {
            Assert.False(answer.IsSuccessStatusCode, $"{request.Method} {request.RequestUri} is taken.");
            problems.Append(answer.Headers).Append(await answer.Content.ReadAsStringAsync(None)).AppendLine();
            refused++;
        }
    }

    private static async Task UntilAsync(RunningSilo silo, string said)
    {
        while (!silo.Console.Contains(said, StringComparison.Ordinal)) await Task.Delay(50, None);
    }
}
