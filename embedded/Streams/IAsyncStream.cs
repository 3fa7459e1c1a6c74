using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>A stream, whatever its events are.</summary>
public interface IAsyncStream
{
    /// <summary>The name of the stream.</summary>
    StreamId StreamId { get; }

    /// <summary>The provider that the stream belongs to.</summary>
    string ProviderName { get; }

    /// <summary>Whether one can subscribe from an old token on. Here always true.</summary>
    bool IsRewindable { get; }
}
