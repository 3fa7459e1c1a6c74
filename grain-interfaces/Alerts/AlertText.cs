using System.Diagnostics;

namespace PatientFlow.Alerts;

/// <summary>The words of alerts that clients and receivers rely on.</summary>
public static class AlertText
{
    /// <summary>Such as <c>export_failed</c>.</summary>
    public static string Name(this AlertCause cause) => cause switch
    {
        AlertCause.ExportFailed => "export_failed",
        AlertCause.Lag => "lag",
        AlertCause.Gap => "gap",
        AlertCause.SourceAway => "source_away",
        AlertCause.Quarantine => "quarantine",
        AlertCause.OccupancyHigh => "occupancy_high",
        AlertCause.OccupancyCritical => "occupancy_critical",
        _ => throw new UnreachableException(),
    };

    /// <summary><c>critical</c> where somebody must act now, else <c>warning</c>.</summary>
    public static string Severity(this AlertCause cause) => cause switch
    {
        AlertCause.Gap or AlertCause.SourceAway or AlertCause.OccupancyCritical => "critical",
        AlertCause.ExportFailed or AlertCause.Lag or AlertCause.Quarantine or AlertCause.OccupancyHigh => "warning",
        _ => throw new UnreachableException(),
    };
}
