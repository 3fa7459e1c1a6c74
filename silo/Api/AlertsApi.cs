using PatientFlow.Alerts;
using PatientFlow.Silo.Alerts;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>The active alerts, and those that ended recently.</summary>
internal static class AlertsApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/alerts", AlertsAsync).Named("list_alerts", Subjects.System).For(Permission.Census).Answers<AlertListView>();

    /// <summary>Alerts now, and the last 100 that are over.</summary>
    /// <remarks>They name no patient.</remarks>
    internal static async Task<IResult> AlertsAsync(Caller caller, SeenNetwork network, IGrainFactory grains)
    {
        var alerts = await grains.GetGrain<IAlertGrain>(IAlertGrain.Key).GetAsync();
        return Results.Ok(new AlertListView(
            [.. alerts.Active.Where(Concerns).Select(AlertView.Of)],
            [.. alerts.Cleared.Where(Concerns).Select(AlertView.Of)],
            alerts.Undelivered));

        bool Concerns(Alert alert) =>
            network.Find(alert.Subject) is not null || network.FindBed(alert.Subject) is not null
            || (IsOfSystem(alert.Cause) && caller.May(Permission.Operations));
    }

    private static bool IsOfSystem(AlertCause cause) => cause is AlertCause.ExportFailed or AlertCause.Lag or AlertCause.Gap
        or AlertCause.SourceAway or AlertCause.Quarantine;
}
