using System.Collections.Immutable;

namespace PatientFlow.Alerts;

/// <summary>The alerts now.</summary>
[GenerateSerializer, Immutable, Alias("alerts-view")]
public sealed record AlertsView
{
    /// <summary>Those that are not over, oldest first.</summary>
    [Id(0)] public required ImmutableArray<Alert> Active { get; init; }

    /// <summary>The last that are over, newest first.</summary>
    [Id(1)] public required ImmutableArray<Alert> Cleared { get; init; }

    /// <summary>Notices that the receiver has not confirmed.</summary>
    [Id(2)] public required int Undelivered { get; init; }
}
