using PatientFlow.Kafka;

namespace PatientFlow.Silo.Hosting;

/// <summary>The topic that feeds a silo.</summary>
internal sealed record TopicSettings
{
    /// <summary>Where it is.</summary>
    public required TopicAddress Address { get; init; }

    /// <summary>The same as an Event Hub, where it is to be read by its own protocol; null for Kafka's.</summary>
    public HubSettings? Hub { get; init; }

    /// <summary>Gaps that the operator has accepted: partition to the offset where it goes on.</summary>
    public IReadOnlyDictionary<int, long> AcceptedGaps { get; init; } = new Dictionary<int, long>();
}
