using System.Collections.Immutable;
using PatientFlow.Alerts;
using PatientFlow.Silo.Screen;

namespace PatientFlow.Tests.Screen;

/// <summary>Figures and alerts to show.</summary>
internal static class Sight
{
    /// <summary>A flow that is well.</summary>
    public static StatusFigures Figures => new()
    {
        EventsPerSecond = 1234.4, Admitted = 1080, ApplyLag = 0, ExportLag = 0, Alerts = [], LakeAge = null,
    };

    /// <summary>An active alert.</summary>
    public static Alert Alert(AlertCause cause, string subject, int number = 0) => new()
    {
        Id = $"{cause}-{subject}-{number}", Cause = cause, Subject = subject, Detail = "seen", FirstAt = DateTime.UnixEpoch,
        LastAt = DateTime.UnixEpoch,
    };

    /// <summary>Active alerts of departments.</summary>
    public static ImmutableArray<Alert> Full(params IEnumerable<string> departments) =>
        [.. departments.Select(d => Alert(AlertCause.OccupancyHigh, d))];
}
