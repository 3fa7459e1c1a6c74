using PatientFlow.Kafka;

namespace PatientFlow.Silo.Hosting;

/// <summary>The topic that feeds a silo.</summary>
internal sealed record TopicSettings
{
    /// <summary>Where it is.</summary>
    public required TopicAddress Address { get; init; }

    /// <summary>Gaps that the operator has accepted: partition to the offset where it goes on.</summary>
    public IReadOnlyDictionary<int, long> AcceptedGaps { get; init; } = new Dictionary<int, long>();
}
