using System.Collections.Immutable;

namespace PatientFlow.Alerts;

/// <summary>Stored state of the alerts: after a restart no alert is repeated and no notice is lost.</summary>
[GenerateSerializer, Alias("alert-state")]
public sealed class AlertState
{
    /// <summary>Alerts that have not ended, oldest first.</summary>
    [Id(0)] public ImmutableArray<Alert> Active { get; set; } = [];

    /// <summary>The most recently ended alerts, newest first; bounded.</summary>
    [Id(1)] public ImmutableArray<Alert> Cleared { get; set; } = [];

    /// <summary>Notices that no receiver has confirmed, oldest first; bounded.</summary>
    [Id(2)] public ImmutableArray<AlertNotice> Outbox { get; set; } = [];
}
