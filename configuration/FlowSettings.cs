namespace PatientFlow.Configuration;

/// <summary>Where a flow keeps its data and gets its events, from the command line, validated.</summary>
public record FlowSettings
{
    /// <summary>Folder of the log and the grain state, and of the lake unless that has its own root.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The network file; null for the built-in network of seven hospitals.</summary>
    public string? NetworkFile { get; init; }

    /// <summary>The Kafka topic that events come from; null for another source.</summary>
    public TopicSettings? Topic { get; init; }

    /// <summary>
    /// The Event Hub that events come from; null for another source. If neither is set, events come from the log in the
    /// data folder.
    /// </summary>
    public HubSettings? Hub { get; init; }

    /// <summary>
    /// Root of the lake if it is not in the data folder: another folder, or a place in Azure storage.
    /// </summary>
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
