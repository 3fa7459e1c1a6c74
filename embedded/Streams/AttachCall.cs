using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Streams.Core;

namespace Orleans.Embedded.Streams;

/// <summary>Makes sure that the grain is active, and tells it of its subscription if it wants to be told.</summary>
internal sealed class AttachCall<T>(PullingAgent<T> agent) : TaskCall
{
    private static readonly CallSite AttachSite = new("stream subscription") { Timeout = Timeout.InfiniteTimeSpan };

    public override CallSite Site => AttachSite;

    public override Task Invoke(object grain)
    {
        var activation = Activation.Current;
        if (activation is null || agent.IsSubscribed(activation)) return Task.CompletedTask;
        return grain is IStreamSubscriptionObserver observer
            ? observer.OnSubscribed(new SubscriptionHandle<T>(agent, activation))
            : Task.CompletedTask;
    }
}
