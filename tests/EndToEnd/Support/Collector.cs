using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PatientFlow.Tests.Support;

/// <summary>An OTLP collector by HTTP that keeps what it is sent. Texts in protobuf are plain UTF-8, so names can be looked for.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, StringBuilder> received = new();
    private readonly WebApplication app;

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/v1/{signal}", TakeAsync);
    }

    /// <summary>Variables that make a program send here, often.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
    };

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>All that came of <c>metrics</c>, <c>traces</c> or <c>logs</c>.</summary>
    public string Received(string signal)
    {
        var text = received.GetOrAdd(signal, _ => new StringBuilder());
        lock (text) return text.ToString();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var text = received.GetOrAdd(signal, _ => new StringBuilder());
        lock (text) text.Append(Encoding.UTF8.GetString(body.ToArray()));
        return Results.Bytes([], "application/x-protobuf");
    }
}
