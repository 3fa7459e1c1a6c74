using System.Globalization;
using PatientFlow.Export;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>The most recent export runs and the result of each stage.</summary>
internal static class ExportsApi
{
    /// <summary>As many as the exporter keeps.</summary>
    private const int LimitMax = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/exports", RunsAsync).Named("list_exports", Subjects.Lake).For(Permission.Operations)
            .Answers<IReadOnlyList<ExportRunView>>().Paged(LimitMax);
        routes.MapGet("/exports/{id}", RunAsync).Named("get_export", Subjects.Lake).For(Permission.Operations)
            .Answers<ExportRunView>(StatusCodes.Status404NotFound);
    }

    /// <summary>The last 100 export runs.</summary>
    /// <remarks>Newest first.</remarks>
    internal static async Task<IResult> RunsAsync(HttpContext http, IGrainFactory grains)
    {
        var before = long.MaxValue;
        if (ListPage.Of(http.Request.Query, LimitMax) is not { } page || (page.After is { } after && !IsId(after, out before)))
            return Problems.NoPage(LimitMax);
        var older = (await Exporter(grains).GetRunsAsync()).Where(r => r.Id < before);
        return Results.Ok(page.Take(http, older, r => r.Id.ToString(CultureInfo.InvariantCulture)).Select(ExportRunView.Of));
    }

    /// <summary>One export run.</summary>
    internal static async Task<IResult> RunAsync(
        [ParameterWords("Number of the run, from 1.", "17")] string id, IGrainFactory grains) =>
        IsId(id, out var number) && await Exporter(grains).GetRunAsync(number) is { } run
            ? Results.Ok(ExportRunView.Of(run))
            : Problems.NotFound("export run");

    private static bool IsId(string text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);

    private static IExporterGrain Exporter(IGrainFactory grains) => grains.GetGrain<IExporterGrain>(IExporterGrain.Key);
}
