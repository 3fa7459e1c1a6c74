using PatientFlow.Kafka;

namespace PatientFlow.Configuration;

/// <summary>The Kafka topic that feeds a silo.</summary>
public sealed record TopicSettings
{
    /// <summary>Address of the topic.</summary>
    public required TopicAddress Address { get; init; }

    /// <summary>Gaps that the operator has accepted: partition to the offset where reading continues.</summary>
    public IReadOnlyDictionary<int, long> AcceptedGaps { get; init; } = new Dictionary<int, long>();
}
