using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PatientFlow.Tests.Support;

/// <summary>Receives webhooks on a free port, refuses the first ones, and keeps those whose signature is right.</summary>
internal sealed class AlertReceiver : IAsyncDisposable
{
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentQueue<(string Id, JsonElement Body)> received = new();
    private readonly WebApplication app;
    private int refusals;

    private AlertReceiver(int refusals)
    {
        this.refusals = refusals;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/hook", TakeAsync);
    }

    /// <summary>Where it listens.</summary>
    public string Url => $"{app.Urls.First()}/hook";

    /// <summary>What its sender must sign with.</summary>
    public string Secret => $"whsec_{Convert.ToBase64String(key)}";

    /// <summary>Deliveries that it answered with a failure.</summary>
    public int Refused { get; private set; }

    /// <summary>Deliveries whose signature was wrong or old.</summary>
    public int Forged { get; private set; }

    /// <summary>What it took, in order.</summary>
    public IReadOnlyCollection<(string Id, JsonElement Body)> Received => received;

    public static async Task<AlertReceiver> StartAsync(int refusals)
    {
        var receiver = new AlertReceiver(refusals);
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var (id, time) = ($"{request.Headers["webhook-id"]}", $"{request.Headers["webhook-timestamp"]}");

        // As a receiver that follows Standard Webhooks would: signed content is id.timestamp.body.
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body.ToArray()];
        var age = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(time);
        if ($"{request.Headers["webhook-signature"]}" != $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}" || age > 300)
        {
            Forged++;
            return Results.Unauthorized();
        }

        if (refusals-- > 0)
        {
            Refused++;
            return Results.StatusCode(503);
        }

        received.Enqueue((id, JsonElement.Parse(body.ToArray())));
        return Results.Ok();
    }
}
