using PatientFlow.Configuration;
using PatientFlow.Silo.Alerts;
using PatientFlow.Silo.Clustering;

namespace PatientFlow.Silo.Hosting;

/// <summary>What command line and environment say of a silo, checked.</summary>
internal sealed record SiloSettings : FlowSettings
{
    /// <summary>Partitions of a new log; an existing one keeps its own.</summary>
    public int Partitions { get; init; } = 8;

    /// <summary>The cluster that the silo is of; null for one that feeds its lake alone.</summary>
    public ClusterSettings? Cluster { get; init; }

    /// <summary>Time between two exports.</summary>
    public TimeSpan ExportInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Port that answers health probes on every address; null for none.</summary>
    public int? HealthPort { get; init; }

    /// <summary>What is an alert, and who is told.</summary>
    public AlertSettings Alerts { get; init; } = new();
}
