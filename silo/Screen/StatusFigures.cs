using System.Collections.Immutable;
using PatientFlow.Alerts;

namespace PatientFlow.Silo.Screen;

/// <summary>What an operator should see at a glance. It holds counts only.</summary>
internal sealed record StatusFigures
{
    /// <summary>Events that the grains applied in a second, over the last seconds.</summary>
    public required double EventsPerSecond { get; init; }

    /// <summary>Patients with an open stay in a department.</summary>
    public required int Admitted { get; init; }

    /// <summary>Events that the log has and the grains have not applied.</summary>
    public required long ApplyLag { get; init; }

    /// <summary>Events that the log has and the lake has not.</summary>
    public required long ExportLag { get; init; }

    /// <summary>Alerts that are not over.</summary>
    public required ImmutableArray<Alert> Alerts { get; init; }

    /// <summary>Time since the lake last took something; null if it has not since the start.</summary>
    public required TimeSpan? LakeAge { get; init; }
}
