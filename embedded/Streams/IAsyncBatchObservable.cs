namespace Orleans.Streams;

/// <summary>Gives its events in batches.</summary>
/// <typeparam name="T">The type of the events.</typeparam>
public interface IAsyncBatchObservable<T>
{
    /// <summary>Subscribes from the first event on.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer);

    /// <summary>Subscribes from the token on, inclusive; null for the first event.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token);
}
