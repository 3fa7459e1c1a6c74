using System.Collections.Immutable;

namespace PatientFlow.Alerts;

/// <summary>The alerts now.</summary>
[GenerateSerializer, Immutable, Alias("alerts-view")]
public sealed record AlertsView
{
    /// <summary>Alerts that have not ended, oldest first.</summary>
    [Id(0)] public required ImmutableArray<Alert> Active { get; init; }

    /// <summary>The most recently ended alerts, newest first.</summary>
    [Id(1)] public required ImmutableArray<Alert> Cleared { get; init; }

    /// <summary>Number of notices that the receiver has not confirmed.</summary>
    [Id(2)] public required int Undelivered { get; init; }
}
