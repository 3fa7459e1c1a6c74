using PatientFlow.Alerts;

namespace PatientFlow.Silo.Alerts;

/// <summary>An alert as clients and receivers see it. It names no patient.</summary>
/// <param name="Id">Its name; no other alert ever has the same.</param>
/// <param name="Cause">Its cause, such as <c>bed_conflict</c>.</param>
/// <param name="Severity"><c>warning</c> or <c>critical</c>.</param>
/// <param name="Subject">What is affected: a partition, a department, a bed, the export.</param>
/// <param name="Detail">What was last observed, in words and numbers.</param>
/// <param name="FirstAt">When its condition was first seen, UTC.</param>
/// <param name="LastAt">When its condition was last seen, UTC.</param>
/// <param name="ClearedAt">When it ended, UTC; null while it is active.</param>
/// <param name="Link">Path of the API where those who may see patients find them; null for none.</param>
internal sealed record AlertView(
    string Id, string Cause, string Severity, string Subject, string Detail, DateTime FirstAt, DateTime LastAt,
    DateTime? ClearedAt, string? Link)
{
    public static AlertView Of(Alert alert) => new(
        alert.Id, alert.Cause.Name(), alert.Cause.Severity(), alert.Subject, alert.Detail, alert.FirstAt, alert.LastAt,
        alert.ClearedAt, alert.Cause is AlertCause.BedConflict ? $"/api/v1/beds/{alert.Subject}" : null);
}
