using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PatientFlow.Alerts;
using PatientFlow.Configuration;
using PatientFlow.Export;
using PatientFlow.Kafka;
using PatientFlow.Network;
using PatientFlow.Silo.Alerts;
using PatientFlow.Silo.Hosting;
using PatientFlow.Tools.Verify;

namespace PatientFlow.Tests.Kafka.Support;

/// <summary>A whole silo in this process, fed from a topic, its API on a free port of loopback.</summary>
internal sealed class TopicSilo : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http;

    private TopicSilo(WebApplication app)
    {
        this.app = app;
        http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(2) };
    }

    public static Task<TopicSilo> StartAsync(TestFolder folder, TopicAddress topic, params (int, long)[] acceptedGaps) =>
        StartAsync(Settings(folder, topic, acceptedGaps));

    /// <summary>One whose alerts begin at once, end after a second, and are told to a receiver.</summary>
    public static Task<TopicSilo> StartAsync(
        TestFolder folder, TopicAddress topic, AlertReceiver receiver, params (int, long)[] acceptedGaps) =>
        StartAsync(Settings(folder, topic, acceptedGaps) with
        {
            Alerts = new AlertSettings
            {
                Limits = new AlertLimits
                {
                    HoldFor = TimeSpan.Zero, ClearAfter = TimeSpan.FromSeconds(1), LookInterval = TimeSpan.FromSeconds(0.5),
                },
                Webhook = new WebhookSettings(new Uri(receiver.Url), WebhookKey.Parse(receiver.Secret)),
            },
        });

    private static async Task<TopicSilo> StartAsync(SiloSettings settings)
    {
        var app = WebHost.Build(settings, NetworkDefinition.Seed(), new Uri("http://127.0.0.1:0"), hub: null, _ => { });
        await app.StartAsync();
        return new TopicSilo(app);
    }

    /// <summary>What the verify command says of a folder.</summary>
    public static async Task<string> VerifyAsync(TestFolder folder)
    {
        await using var output = new StringWriter();
        await VerifyRun.RunAsync(Settings(folder, null), output, CancellationToken.None);
        return output.ToString();
    }

    public static SiloSettings Settings(TestFolder folder, TopicAddress? topic, params (int, long)[] acceptedGaps) => new()
    {
        DataFolder = folder.Path,
        ExportInterval = TimeSpan.FromSeconds(2),
        Topic = topic is null
            ? null
            : new TopicSettings { Address = topic, AcceptedGaps = acceptedGaps.ToDictionary(g => g.Item1, g => g.Item2) },
    };

    /// <summary>Completes when the lake holds so many events.</summary>
    public Task ExportedAsync(long events) => Eventually.TrueAsync($"{events} events in the lake", async () =>
    {
        var exporter = app.Services.GetRequiredService<IGrainFactory>().GetGrain<IExporterGrain>(IExporterGrain.Key);
        var status = await exporter.GetStatusAsync();
        return status.Positions.Sum(p => p.Committed + 1) == events;
    });

    public Task<JsonElement> StatusAsync() => GetAsync("/api/v1/status");

    public Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>(path);

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, string body)
    {
        using var answer = await http.PostAsync(path, new StringContent(body));
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>The alerts that are not over, as cause and subject.</summary>
    public async Task<IReadOnlyList<string>> AlertsAsync() =>
        [.. (await GetAsync("/api/v1/alerts")).GetProperty("active").EnumerateArray()
            .Select(a => $"{a.GetProperty("cause").GetString()} {a.GetProperty("subject").GetString()}")];

    /// <summary>Why a partition is stopped, as the status says.</summary>
    public async Task<string?> StoppedAsync(int partition) =>
        (await StatusAsync()).GetProperty("partitions").EnumerateArray()
            .Single(p => p.GetProperty("partition").GetInt32() == partition).GetProperty("stopped").GetString();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
