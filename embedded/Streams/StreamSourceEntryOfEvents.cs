using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Streams;

/// <summary>A source and the provider it belongs to.</summary>
internal sealed class StreamSourceEntry<T>(string providerName, IStreamSource<T> source)
    : StreamSourceEntry(providerName)
{
    internal override string Namespace => source.Namespace;

    internal override IEnumerable<PullingAgent> CreateAgents(GrainClass subscriber, StreamAgentOptions options) =>
        source.Keys.Select(key => new PullingAgent<T>(
            source, ProviderName, StreamId.Create(source.Namespace, key), subscriber, options));
}
