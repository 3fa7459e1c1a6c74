using PatientFlow.Kafka;

namespace PatientFlow.Configuration;

/// <summary>The topic that feeds a silo.</summary>
public sealed record TopicSettings
{
    /// <summary>Where it is.</summary>
    public required TopicAddress Address { get; init; }

    /// <summary>Gaps that the operator has accepted: partition to the offset where it goes on.</summary>
    public IReadOnlyDictionary<int, long> AcceptedGaps { get; init; } = new Dictionary<int, long>();
}
