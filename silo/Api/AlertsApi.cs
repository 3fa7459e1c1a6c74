using PatientFlow.Alerts;
using PatientFlow.Network;
using PatientFlow.Silo.Alerts;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary><c>/api/alerts</c>: the active alerts, and those that ended recently.</summary>
internal static class AlertsApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/alerts", AlertsAsync).For(Permission.Census);

    private static async Task<IResult> AlertsAsync(Caller caller, IGrainFactory grains, NetworkMap network)
    {
        var alerts = await grains.GetGrain<IAlertGrain>(IAlertGrain.Key).GetAsync();
        return Results.Ok(new AlertsAnswer(
            [.. alerts.Active.Where(Concerns).Select(AlertView.Of)],
            [.. alerts.Cleared.Where(Concerns).Select(AlertView.Of)],
            alerts.Undelivered));

        bool Concerns(Alert alert) =>
            network.Find(alert.Subject) is { } unit ? caller.Sees(unit)
            : network.FindBed(alert.Subject) is { } bed ? caller.Scope.Has(bed.HospitalId, bed.DepartmentKey)
            : caller.May(Permission.Operations);
    }

    private sealed record AlertsAnswer(IReadOnlyList<AlertView> Active, IReadOnlyList<AlertView> Cleared, int Undelivered);
}
