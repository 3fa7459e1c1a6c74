using System.Globalization;
using PatientFlow.Export;

namespace PatientFlow.Silo.Api;

/// <summary><c>/api/exports</c>: the most recent export runs and the result of each stage.</summary>
internal static class ExportsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/exports", RunsAsync);
        routes.MapGet("/api/exports/{id}", RunAsync);
    }

    private static async Task<IResult> RunsAsync(IGrainFactory grains) =>
        Results.Ok((await Exporter(grains).GetRunsAsync()).Select(ExportRunView.Of));

    private static async Task<IResult> RunAsync(string id, IGrainFactory grains) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && await Exporter(grains).GetRunAsync(number) is { } run
            ? Results.Ok(ExportRunView.Of(run))
            : Problems.NotFound("export run");

    private static IExporterGrain Exporter(IGrainFactory grains) => grains.GetGrain<IExporterGrain>(IExporterGrain.Key);
}
