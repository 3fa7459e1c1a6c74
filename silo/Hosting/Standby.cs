using PatientFlow.Lakehouse.Fence;

namespace PatientFlow.Silo.Hosting;

/// <summary>
/// A silo whose lake is fed by another one. It ingests nothing, serves nothing but its status, and completes when it
/// has taken the lake over.
/// </summary>
internal static class Standby
{
    /// <summary>Waits for the lake.</summary>
    public static async Task RunAsync(
        Uri url, int? healthPort, LakeFence fence, FenceState holder, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(HealthPort.Addresses(url, healthPort));
        builder.Logging.ClearProviders();
        builder.Services.AddProblemDetails();
        await using var app = builder.Build();
        HealthPort.Use(app, healthPort, guard: _ => { });
        app.MapGet("/health/live", () => Results.Ok(new { status = "live" }));
        app.MapFallback(() => Results.Problem(
            $"This silo stands by: another one feeds the lake ({holder.SourceName}). It takes over when that one stops.",
            statusCode: StatusCodes.Status503ServiceUnavailable, title: "Standing by"));
        await ApiAddress.ListenAsync(app, url, cancellationToken);
        await Console.Error.WriteLineAsync(
            $"The lake is fed by another silo: {holder.Holder}. This one stands by on {string.Join(", ", app.Urls)} "
            + "and takes over when that one stops or gives no sign of life; Ctrl-C stops");
        await fence.TakeAsync(other => holder = other, cancellationToken);
        await app.StopAsync(cancellationToken);
        await Console.Error.WriteLineAsync("The lake is free: taking over.");
    }
}
