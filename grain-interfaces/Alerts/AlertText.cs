using System.Diagnostics;

namespace PatientFlow.Alerts;

/// <summary>Names of causes and severities that clients and receivers rely on.</summary>
public static class AlertText
{
    /// <summary>Returns the name of a cause, such as <c>export_failed</c>.</summary>
    public static string Name(this AlertCause cause) => cause switch
    {
        AlertCause.ExportFailed => "export_failed",
        AlertCause.Lag => "lag",
        AlertCause.Gap => "gap",
        AlertCause.SourceAway => "source_away",
        AlertCause.Quarantine => "quarantine",
        AlertCause.OccupancyHigh => "occupancy_high",
        AlertCause.OccupancyCritical => "occupancy_critical",
        AlertCause.BedConflict => "bed_conflict",
        AlertCause.BedElsewhere => "bed_elsewhere",
        _ => throw new UnreachableException(),
    };

    /// <summary>Returns <c>critical</c> if somebody must act now, otherwise <c>warning</c>.</summary>
    public static string Severity(this AlertCause cause) => cause switch
    {
        AlertCause.Gap or AlertCause.SourceAway or AlertCause.OccupancyCritical => "critical",
        AlertCause.ExportFailed or AlertCause.Lag or AlertCause.Quarantine or AlertCause.OccupancyHigh or AlertCause.BedConflict
            or AlertCause.BedElsewhere => "warning",
        _ => throw new UnreachableException(),
    };
}
