namespace Orleans.Streams;

/// <summary>An event and its place in the stream.</summary>
/// <typeparam name="T">The type of the event.</typeparam>
public class SequentialItem<T>(T item, StreamSequenceToken token)
{
    /// <summary>The event.</summary>
    public T Item { get; } = item;

    /// <summary>Its place.</summary>
    public StreamSequenceToken Token { get; } = token;
}
