namespace Orleans.Streams;

/// <summary>Takes the events of a stream in batches.</summary>
/// <typeparam name="T">The type of the events.</typeparam>
public interface IAsyncBatchObserver<T>
{
    /// <summary>Takes a batch, in order. A failure has all of it delivered again.</summary>
    Task OnNextAsync(IList<SequentialItem<T>> items);

    /// <summary>The stream has ended. Not called here: a source has no end.</summary>
    Task OnCompletedAsync() => Task.CompletedTask;

    /// <summary>The stream has failed. Not called here: reading is tried again for ever.</summary>
    Task OnErrorAsync(Exception ex);
}
