using Orleans.Runtime;

namespace Orleans.Embedded.Streams;

/// <summary>Reads a stream and delivers it to its grain; whatever the events are.</summary>
internal abstract class PullingAgent(string providerName, StreamId streamId) : IDisposable
{
    internal string ProviderName { get; } = providerName;

    internal StreamId StreamId { get; } = streamId;

    /// <summary>Completes when nothing is read or delivered any more. Completed too if it never started.</summary>
    internal abstract Task Stopped { get; }

    public abstract void Dispose();

    internal abstract void Start();

    /// <summary>No new delivery begins from here on; the one in flight may end.</summary>
    internal abstract void BeginStop();
}
