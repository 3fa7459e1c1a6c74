namespace Orleans.Streams;

/// <summary>Takes the events of a stream one by one.</summary>
/// <typeparam name="T">The type of the events.</typeparam>
public interface IAsyncObserver<in T>
{
    /// <summary>Takes an event. A failure has it delivered again.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>The stream has ended. Not called here: a source has no end.</summary>
    Task OnCompletedAsync() => Task.CompletedTask;

    /// <summary>The stream has failed. Not called here: reading is tried again for ever.</summary>
    Task OnErrorAsync(Exception ex);
}
