using System.Collections.Immutable;

namespace PatientFlow.Alerts;

/// <summary>What is stored of the alerts, so that none fires again after a restart, and none is told to nobody.</summary>
[GenerateSerializer, Alias("alert-state")]
public sealed class AlertState
{
    /// <summary>Those that are not over, oldest first.</summary>
    [Id(0)] public ImmutableArray<Alert> Active { get; set; } = [];

    /// <summary>The last that are over, newest first; bounded.</summary>
    [Id(1)] public ImmutableArray<Alert> Cleared { get; set; } = [];

    /// <summary>Notices that no receiver has confirmed, oldest first; bounded.</summary>
    [Id(2)] public ImmutableArray<AlertNotice> Outbox { get; set; } = [];
}
