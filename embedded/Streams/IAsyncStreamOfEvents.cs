namespace Orleans.Streams;

/// <summary>A stream to subscribe to. Its events come from a source; grains do not produce into it.</summary>
/// <typeparam name="T">The type of the events.</typeparam>
public interface IAsyncStream<T> : IAsyncStream, IAsyncObservable<T>, IAsyncBatchObservable<T>
{
    /// <summary>The subscription of the calling grain, to resume; never empty for an implicit subscriber.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}
