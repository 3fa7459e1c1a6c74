using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Streams;

/// <summary>A source and the provider it belongs to.</summary>
internal sealed class StreamSourceEntry<T>(string providerName, Func<IStreamSource<T>> create)
    : StreamSourceEntry(providerName)
{
    private readonly Lazy<IStreamSource<T>> _source = new(create);

    internal override string Namespace => _source.Value.Namespace;

    internal override IEnumerable<PullingAgent> CreateAgents(GrainClass subscriber, StreamAgentOptions options) =>
        _source.Value.Keys.Select(key => new PullingAgent<T>(
            _source.Value, ProviderName, StreamId.Create(Namespace, key), subscriber, options));
}
