using PatientFlow.Alerts;
using PatientFlow.Silo.Alerts;
using PatientFlow.Silo.Api.Description;

namespace PatientFlow.Silo.Api;

/// <summary>The active alerts, and those that ended recently.</summary>
internal static class AlertsApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/alerts", AlertsAsync).Named("list_alerts", Subjects.System).Answers<AlertListView>();

    /// <summary>Alerts now, and the last 100 that are over.</summary>
    /// <remarks>They name no patient.</remarks>
    internal static async Task<IResult> AlertsAsync(IGrainFactory grains)
    {
        var alerts = await grains.GetGrain<IAlertGrain>(IAlertGrain.Key).GetAsync();
        return Results.Ok(new AlertListView(
            [.. alerts.Active.Select(AlertView.Of)], [.. alerts.Cleared.Select(AlertView.Of)], alerts.Undelivered));
    }
}
