namespace PatientFlow.Silo.Cluster;

/// <summary>An Event Hub, as far as it is read. For one reader a partition at a time.</summary>
internal interface IHub
{
    /// <summary>Partitions of the hub; the same for ever.</summary>
    int PartitionCount { get; }

    /// <summary>
    /// Events from a number on, inclusive, in order; waits a while for the first, and may come back without any. Where
    /// what was asked for is not kept any more, the hub begins with what is.
    /// </summary>
    Task<IReadOnlyList<HubEvent>> ReceiveAsync(
        int partition, long fromSequence, int maxEvents, CancellationToken cancellationToken);

    /// <summary>What a partition holds now.</summary>
    Task<HubBounds> AskAsync(int partition, CancellationToken cancellationToken);
}
