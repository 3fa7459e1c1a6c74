using Orleans.Embedded.Activations;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Streams;

/// <summary>A stream provider as one grain sees it.</summary>
internal sealed class GrainStreamProvider(StreamAgents agents, string name, Activation activation) : IStreamProvider
{
    public string Name => name;

    public bool IsRewindable => true;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) =>
        new GrainStream<T>(agents.Find<T>(name, streamId, activation), activation);
}
