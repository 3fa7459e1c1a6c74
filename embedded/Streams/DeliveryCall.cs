using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Streams;

/// <summary>A batch on its way to the observer of one activation, and of no other.</summary>
internal sealed class DeliveryCall<T>(Subscription<T> subscription, IList<SequentialItem<T>> items) : TaskCall
{
    private static readonly CallSite DeliverySite = new("stream delivery") { Timeout = Timeout.InfiniteTimeSpan };

    public override CallSite Site => DeliverySite;

    /// <summary>
    /// A subscription may have been replaced while the batch waited for its turn: then it is dropped.
    /// </summary>
    public override Task Invoke(object grain) =>
        subscription.IsLive ? subscription.Observer.OnNextAsync(items) : Task.FromException(NoLongerWanted());

    internal override void Relocate(Activation ended) => Refuse(NoLongerWanted());

    private static OrleansException NoLongerWanted() => new("The subscription has ended.");
}
