namespace PatientFlow.Configuration;

/// <summary>Where a flow has its data, and where its events come from; as the command line says it, checked.</summary>
public record FlowSettings
{
    /// <summary>Folder that holds log and grain state, and the lake unless that has a root of its own.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The network file; null for the built-in seven hospitals.</summary>
    public string? NetworkFile { get; init; }

    /// <summary>The Kafka topic that events come from; null for another source.</summary>
    public TopicSettings? Topic { get; init; }

    /// <summary>The Event Hub that events come from; null for another source. Without either: the log in the data folder.</summary>
    public HubSettings? Hub { get; init; }

    /// <summary>Where the lake is if not in the data folder: another folder, or a place in Azure storage.</summary>
    public string? OwnLakeRoot { get; init; }

    /// <summary>Folder of the event log.</summary>
    public string LogFolder => Path.Combine(DataFolder, "log");

    /// <summary>Folder of the grain state.</summary>
    public string StateFolder => Path.Combine(DataFolder, "state");

    /// <summary>Root of the lake.</summary>
    public string LakeRoot => OwnLakeRoot ?? Path.Combine(DataFolder, "lake");

    /// <summary>Folder of the audit records.</summary>
    public string AuditFolder => Path.Combine(DataFolder, "audit");
}
