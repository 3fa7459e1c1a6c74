using System.Security.Cryptography;
using System.Text;
using Orleans.Embedded.Activations;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Orleans.Embedded.Streams;

/// <summary>The subscription of one activation to one stream.</summary>
internal sealed class SubscriptionHandle<T>(PullingAgent<T> agent, Activation activation)
    : StreamSubscriptionHandle<T>, IStreamSubscriptionHandleFactory
{
    public override Guid HandleId
    {
        get
        {
            var name = $"{ProviderName}\n{StreamId}\n{activation.Class.GrainType}";
            return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
        }
    }

    public override StreamId StreamId => agent.StreamId;

    public override string ProviderName => agent.ProviderName;

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return ResumeAsync(new OneByOne<T>(observer), token);
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        agent.Subscribe(activation, observer, token?.SequenceNumber ?? 0);
        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    public override Task UnsubscribeAsync()
    {
        agent.Unsubscribe(activation);
        return Task.CompletedTask;
    }

    public StreamSubscriptionHandle<TEvent> Create<TEvent>() =>
        this as StreamSubscriptionHandle<TEvent>
        ?? throw new InvalidOperationException($"The events of this stream are not of type {typeof(TEvent)}.");
}
