using System.Net;
using PatientFlow.Silo.Alerts;

namespace PatientFlow.Silo.Hosting;

/// <summary>What the command line says of a silo, checked.</summary>
internal sealed record SiloSettings
{
    /// <summary>Folder that holds log and grain state, and the lake unless that has a root of its own.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The network file; null for the built-in seven hospitals.</summary>
    public string? NetworkFile { get; init; }

    /// <summary>Partitions of a new log; an existing one keeps its own.</summary>
    public int Partitions { get; init; } = 8;

    /// <summary>The Kafka topic that events come from; null for another source.</summary>
    public TopicSettings? Topic { get; init; }

    /// <summary>The Event Hub that events come from; null for another source. Without either: the log in the data folder.</summary>
    public HubSettings? Hub { get; init; }

    /// <summary>The cluster that the silo is of; null for one that feeds its lake alone.</summary>
    public ClusterSettings? Cluster { get; init; }

    /// <summary>Time between two exports.</summary>
    public TimeSpan ExportInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Port that answers health probes on every address; null for none.</summary>
    public int? HealthPort { get; init; }

    /// <summary>What is an alert, and who is told.</summary>
    public AlertSettings Alerts { get; init; } = new();

    /// <summary>Folder of the event log.</summary>
    public string LogFolder => Path.Combine(DataFolder, "log");

    /// <summary>Folder of the grain state.</summary>
    public string StateFolder => Path.Combine(DataFolder, "state");

    /// <summary>Where the lake is if not in the data folder: another folder, or a place in Azure storage.</summary>
    public string? OwnLakeRoot { get; init; }

    /// <summary>Root of the lake.</summary>
    public string LakeRoot => OwnLakeRoot ?? Path.Combine(DataFolder, "lake");

    /// <summary>Folder of the audit records.</summary>
    public string AuditFolder => Path.Combine(DataFolder, "audit");

    /// <summary>Whether an address is this machine's own, the only kind that needs no authentication.</summary>
    public static bool IsLoopback(Uri url) =>
        url.Host is "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
