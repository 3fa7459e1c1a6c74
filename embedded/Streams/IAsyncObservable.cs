namespace Orleans.Streams;

/// <summary>Gives its events one by one.</summary>
/// <typeparam name="T">The type of the events.</typeparam>
public interface IAsyncObservable<T>
{
    /// <summary>Subscribes from the first event on.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);

    /// <summary>Subscribes from the token on, inclusive; null for the first event.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null);
}
