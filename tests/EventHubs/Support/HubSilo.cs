using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using PatientFlow.Configuration;
using PatientFlow.EventHubs;
using PatientFlow.Network;
using PatientFlow.Silo.Hosting;
using PatientFlow.Tests.Hub;
using PatientFlow.Tools.Verify;

namespace PatientFlow.Tests.EventHubs;

/// <summary>A whole silo in this process, fed from a hub, its API on a free port of loopback.</summary>
internal sealed class HubSilo : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HubReader reader;
    private readonly HttpClient http;

    private HubSilo(WebApplication app, HubReader reader)
    {
        (this.app, this.reader) = (app, reader);
        http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>Starts one that reads through the group "flow".</summary>
    public static async Task<HubSilo> StartAsync(TestFolder folder, TestHub hub, params (int, long)[] acceptedGaps)
    {
        var settings = Settings(folder) with
        {
            Hub = new HubSettings
            {
                Address = HubAddress.OfConnectionString(hub.ConnectionString, hub: null),
                ConsumerGroup = "flow",
                AcceptedGaps = acceptedGaps.ToDictionary(g => g.Item1, g => g.Item2),
            },
        };
        var reader = await settings.Hub.OpenAsync(TestContext.Current.CancellationToken);
        var app = WebHost.Build(settings, NetworkDefinition.Seed(), new Uri("http://127.0.0.1:0"), reader, _ => { });
        await app.StartAsync();
        return new HubSilo(app, reader);
    }

    /// <summary>What the verify command says of a folder.</summary>
    public static async Task<string> VerifyAsync(TestFolder folder)
    {
        await using var output = new StringWriter();
        await VerifyRun.RunAsync(Settings(folder), output, CancellationToken.None);
        return output.ToString();
    }

    public static SiloSettings Settings(TestFolder folder) => new()
    {
        DataFolder = folder.Path, ExportInterval = TimeSpan.FromSeconds(0.5),
    };

    /// <summary>Completes when the lake holds so many events, of all partitions.</summary>
    public async Task ExportedAsync(long events)
    {
        while ((await PartitionsAsync()).Sum(p => p.GetProperty("exported").GetInt64() + 1) != events)
            await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    /// <summary>Completes when a partition is stopped, with the reason that the status gives.</summary>
    public async Task<string> StoppedAsync(int partition)
    {
        while (true)
        {
            if ((await PartitionsAsync()).Single(p => p.GetProperty("partition").GetInt32() == partition)
                    .GetProperty("stopped").GetString() is { } reason)
                return reason;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Completes when the status tells of a trouble of the source.</summary>
    public async Task<string> TroubleAsync()
    {
        while (true)
        {
            if ((await StatusAsync()).GetProperty("source_trouble").GetString() is { } trouble) return trouble;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await reader.DisposeAsync();
    }

    private Task<JsonElement> StatusAsync() =>
        http.GetFromJsonAsync<JsonElement>("/api/v1/status", TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<JsonElement>> PartitionsAsync() =>
        [.. (await StatusAsync()).GetProperty("partitions").EnumerateArray()];
}
