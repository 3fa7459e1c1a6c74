using PatientFlow.Configuration;
using PatientFlow.Silo.Alerts;
using PatientFlow.Silo.Clustering;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Hosting;

/// <summary>Settings of a silo from command line and environment, validated.</summary>
internal sealed record SiloSettings : FlowSettings
{
    /// <summary>Number of partitions of a new log; an existing log keeps its own.</summary>
    public int Partitions { get; init; } = 8;

    /// <summary>The cluster of the silo; null for a silo that feeds its lake alone.</summary>
    public ClusterSettings? Cluster { get; init; }

    /// <summary>Time between two exports.</summary>
    public TimeSpan ExportInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Port that answers health probes on all addresses; null for none.</summary>
    public int? HealthPort { get; init; }

    /// <summary>Who may call the API; by default whoever reaches it, which only this machine does.</summary>
    public AccessSettings Access { get; init; } = new();

    /// <summary>Defines when alerts occur and who receives them.</summary>
    public AlertSettings Alerts { get; init; } = new();
}
