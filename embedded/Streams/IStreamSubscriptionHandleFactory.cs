using Orleans.Runtime;

namespace Orleans.Streams.Core;

/// <summary>Makes the handle of a subscription that a grain has just learnt of.</summary>
public interface IStreamSubscriptionHandleFactory
{
    /// <summary>The stream.</summary>
    StreamId StreamId { get; }

    /// <summary>The provider that the stream belongs to.</summary>
    string ProviderName { get; }

    /// <summary>The handle, to resume with an observer.</summary>
    StreamSubscriptionHandle<T> Create<T>();
}
