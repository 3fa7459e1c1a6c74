using Orleans.Embedded.Activations;

namespace Orleans.Embedded.Streams;

/// <summary>A source and the provider it belongs to, without the type of its events.</summary>
internal abstract class StreamSourceEntry(string providerName)
{
    internal string ProviderName { get; } = providerName;

    internal abstract string Namespace { get; }

    /// <summary>One agent for each key and subscribing class.</summary>
    internal abstract IEnumerable<PullingAgent> CreateAgents(
        GrainClass subscriber, StreamAgentOptions options);
}
