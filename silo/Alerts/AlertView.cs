using PatientFlow.Alerts;

namespace PatientFlow.Silo.Alerts;

/// <summary>An alert as clients and receivers see it.</summary>
internal sealed record AlertView(
    string Id, string Cause, string Severity, string Subject, string Detail, DateTime FirstAt, DateTime LastAt, DateTime? ClearedAt)
{
    public static AlertView Of(Alert alert) => new(
        alert.Id, alert.Cause.Name(), alert.Cause.Severity(), alert.Subject, alert.Detail, alert.FirstAt, alert.LastAt,
        alert.ClearedAt);
}
