using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Streams;

/// <summary>The agents of the silo: one for each key of each source and each class that subscribes to it.</summary>
internal sealed class StreamAgents : IDisposable
{
    private readonly Lazy<Dictionary<AgentName, PullingAgent>> _agents;

    public StreamAgents(Silo silo, IEnumerable<StreamSourceEntry> sources, IOptions<StreamAgentOptions> options) =>
        _agents = new Lazy<Dictionary<AgentName, PullingAgent>>(() => Create(silo, sources, options.Value));

    internal IEnumerable<PullingAgent> All => _agents.Value.Values;

    public void Dispose()
    {
        if (!_agents.IsValueCreated) return;
        foreach (var agent in All) agent.Dispose();
    }

    internal PullingAgent<T> Find<T>(string provider, StreamId stream, Activation activation)
    {
        if (stream.GetKeyAsString() != activation.GrainId.Key.ToString())
            throw new NotSupportedException("A grain can subscribe to the stream of its own key only.");
        if (!_agents.Value.TryGetValue(new AgentName(provider, stream, activation.Class), out var agent))
        {
            throw new InvalidOperationException(
                $"A {activation.Class.GrainType} grain has no implicit subscription to a stream of namespace "
                + $"\"{stream.GetNamespace()}\" and this key at provider \"{provider}\".");
        }

        return agent as PullingAgent<T>
            ?? throw new InvalidOperationException($"The events of this stream are not of type {typeof(T)}.");
    }

    private static Dictionary<AgentName, PullingAgent> Create(
        Silo silo, IEnumerable<StreamSourceEntry> sources, StreamAgentOptions options) =>
        (from source in sources
         from subscriber in silo.Classes
         where IsSubscriber(subscriber, source.Namespace)
         from agent in source.CreateAgents(subscriber, options)
         select (Name: new AgentName(source.ProviderName, agent.StreamId, subscriber), Agent: agent))
        .ToDictionary(entry => entry.Name, entry => entry.Agent);

    private static bool IsSubscriber(GrainClass grainClass, string ns) =>
        grainClass.Blueprint.Type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>()
            .Any(subscription => subscription.StreamNamespace == ns);

    private readonly record struct AgentName(string Provider, StreamId Stream, GrainClass Subscriber);
}
