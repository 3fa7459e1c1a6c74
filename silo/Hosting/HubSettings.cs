namespace PatientFlow.Silo.Hosting;

/// <summary>An Event Hub that is read by its own protocol, not by its Kafka endpoint. Only the build for Orleans can.</summary>
internal sealed record HubSettings
{
    /// <summary>Of the hub or its namespace. A secret.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The hub.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The consumer group, which is to be this cluster's own: Event Hubs lets a group have five readers a partition,
    /// and a silo that was lost is one of them until its connection has timed out.
    /// </summary>
    public required string ConsumerGroup { get; init; }
}
