using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>A subscription, to resume or to end.</summary>
/// <typeparam name="T">The type of the events.</typeparam>
public abstract class StreamSubscriptionHandle<T>
{
    /// <summary>Names the subscription; the same in every run.</summary>
    public abstract Guid HandleId { get; }

    /// <summary>The stream.</summary>
    public abstract StreamId StreamId { get; }

    /// <summary>The provider that the stream belongs to.</summary>
    public abstract string ProviderName { get; }

    /// <summary>Goes on with this observer, from the token on, inclusive; null for the first event.</summary>
    public abstract Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token = null);

    /// <summary>Goes on with this observer, from the token on, inclusive; null for the first event.</summary>
    public abstract Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null);

    /// <summary>Ends deliveries until the grain subscribes again.</summary>
    public abstract Task UnsubscribeAsync();
}
