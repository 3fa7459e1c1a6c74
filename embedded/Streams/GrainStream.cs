using Orleans.Embedded.Activations;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Streams;

/// <summary>A stream as the grain sees it that is subscribed to it.</summary>
internal sealed class GrainStream<T>(PullingAgent<T> agent, Activation activation) : IAsyncStream<T>
{
    private readonly SubscriptionHandle<T> _handle = new(agent, activation);

    public StreamId StreamId => agent.StreamId;

    public string ProviderName => agent.ProviderName;

    public bool IsRewindable => true;

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) =>
        _handle.ResumeAsync(observer, token: null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null) =>
        _handle.ResumeAsync(observer, token);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) =>
        _handle.ResumeAsync(observer, token: null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncBatchObserver<T> observer, StreamSequenceToken? token) => _handle.ResumeAsync(observer, token);

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() =>
        Task.FromResult<IList<StreamSubscriptionHandle<T>>>([_handle]);
}
