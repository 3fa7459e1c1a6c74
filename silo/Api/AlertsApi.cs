using PatientFlow.Alerts;
using PatientFlow.Silo.Alerts;

namespace PatientFlow.Silo.Api;

/// <summary><c>/api/alerts</c>: the active alerts, and those that ended recently.</summary>
internal static class AlertsApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/alerts", AlertsAsync);

    private static async Task<IResult> AlertsAsync(IGrainFactory grains)
    {
        var alerts = await grains.GetGrain<IAlertGrain>(IAlertGrain.Key).GetAsync();
        return Results.Ok(new AlertsAnswer(
            [.. alerts.Active.Select(AlertView.Of)], [.. alerts.Cleared.Select(AlertView.Of)], alerts.Undelivered));
    }

    private sealed record AlertsAnswer(IReadOnlyList<AlertView> Active, IReadOnlyList<AlertView> Cleared, int Undelivered);
}
