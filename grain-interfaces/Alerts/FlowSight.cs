using System.Collections.Immutable;

namespace PatientFlow.Alerts;

/// <summary>What one look at the flow showed to whoever watches it.</summary>
[GenerateSerializer, Immutable, Alias("flow-sight")]
public sealed record FlowSight
{
    /// <summary>Time of the look, UTC.</summary>
    [Id(0)] public required DateTime At { get; init; }

    /// <summary>The active alerts, oldest first.</summary>
    [Id(1)] public required ImmutableArray<Alert> Alerts { get; init; }

    /// <summary>Events that are in the log and not applied; null if that is not known.</summary>
    [Id(2)] public long? ApplyLag { get; init; }

    /// <summary>Events that are in the log and not in the lake; null if that is not known.</summary>
    [Id(3)] public long? ExportLag { get; init; }

    /// <summary>Why events do not come or are not applied; null if they are.</summary>
    [Id(4)] public string? Trouble { get; init; }
}
