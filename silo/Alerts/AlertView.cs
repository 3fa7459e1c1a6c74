using PatientFlow.Alerts;

namespace PatientFlow.Silo.Alerts;

/// <summary>An alert as clients and receivers see it.</summary>
/// <remarks>
/// It names no patient. Link is the path of the API where those who may see patients find them; null for none.
/// </remarks>
internal sealed record AlertView(
    string Id, string Cause, string Severity, string Subject, string Detail, DateTime FirstAt, DateTime LastAt,
    DateTime? ClearedAt, string? Link)
{
    public static AlertView Of(Alert alert) => new(
        alert.Id, alert.Cause.Name(), alert.Cause.Severity(), alert.Subject, alert.Detail, alert.FirstAt, alert.LastAt,
        alert.ClearedAt, alert.Cause is AlertCause.BedConflict ? $"/api/beds/{alert.Subject}" : null);
}
