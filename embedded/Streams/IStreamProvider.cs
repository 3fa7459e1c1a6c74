using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Streams by name, as one grain sees them.</summary>
public interface IStreamProvider
{
    /// <summary>The name of the provider.</summary>
    string Name { get; }

    /// <summary>Whether its streams can be read again from an old token on. Here always true.</summary>
    bool IsRewindable { get; }

    /// <summary>The stream of a name.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}
