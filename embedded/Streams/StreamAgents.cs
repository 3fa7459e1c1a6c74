using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Streams;

/// <summary>The agents of the silo: one for each key of each source and each class that subscribes to it.</summary>
internal sealed class StreamAgents : IDisposable
{
    private readonly Dictionary<(string Provider, StreamId Stream, GrainClass Subscriber), PullingAgent> _agents = [];

    public StreamAgents(Silo silo, IEnumerable<StreamSourceEntry> sources, IOptions<StreamAgentOptions> options)
    {
        foreach (var source in sources)
        {
            foreach (var subscriber in silo.Classes.Where(candidate => IsSubscriber(candidate, source.Namespace)))
            {
                foreach (var agent in source.CreateAgents(subscriber, options.Value))
                    _agents.Add((source.ProviderName, agent.StreamId, subscriber), agent);
            }
        }
    }

    internal IEnumerable<PullingAgent> All => _agents.Values;

    public void Dispose()
    {
        foreach (var agent in _agents.Values) agent.Dispose();
    }

    internal PullingAgent<T> Find<T>(string provider, StreamId stream, Activation activation)
    {
        if (stream.GetKeyAsString() != activation.GrainId.Key.ToString())
            throw new NotSupportedException("A grain can subscribe to the stream of its own key only.");
        if (!_agents.TryGetValue((provider, stream, activation.Class), out var agent))
        {
            throw new InvalidOperationException(
                $"A {activation.Class.GrainType} grain has no implicit subscription to a stream of namespace "
                + $"\"{stream.GetNamespace()}\" and this key at provider \"{provider}\".");
        }

        return agent as PullingAgent<T>
            ?? throw new InvalidOperationException($"The events of this stream are not of type {typeof(T)}.");
    }

    private static bool IsSubscriber(GrainClass grainClass, string ns) =>
        grainClass.Blueprint.Type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>()
            .Any(subscription => subscription.StreamNamespace == ns);
}
