using System.Globalization;
using PatientFlow.Export;
using PatientFlow.Ingest;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Api;

/// <summary>Answers probes: whether the process lives, and whether it serves. They have no version.</summary>
internal static class HealthApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Ok(new Health("live"))).WithName("live").ExcludeFromDescription().AllowAnonymous();
        routes.MapGet("/health/ready", ReadyAsync).WithName("ready").ExcludeFromDescription().AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(IGrainFactory grains, IEventSource log)
    {
        try
        {
            await grains.GetGrain<IExporterGrain>(IExporterGrain.Key).GetStatusAsync();
            for (var p = 0; p < log.PartitionCount; p++)
                await grains.GetGrain<IIngestGrain>(p.ToString(CultureInfo.InvariantCulture)).GetStatusAsync();
            return Results.Ok(new Health("ready"));
        }
        catch (Exception fault)
        {
            // A probe must answer whatever is broken; the cause is in the log of the grain that failed.
            return Results.Problem(
                $"The silo does not serve yet ({fault.GetType().Name}).",
                statusCode: StatusCodes.Status503ServiceUnavailable, title: "Not ready");
        }
    }

    private sealed record Health(string Status);
}
