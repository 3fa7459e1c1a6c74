using Orleans.Streams;

namespace PatientFlow.Silo.Events;

/// <summary>Where the events of streams come from. (Not in Orleans.)</summary>
/// <typeparam name="T">The type of the events.</typeparam>
public interface IStreamSource<T>
{
    /// <summary>The namespace of the streams.</summary>
    string Namespace { get; }

    /// <summary>The keys of the streams, which do not change while the silo runs.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>
    /// Reads the events from a sequence number on, inclusive, in order; completes with at least one, or waits. A
    /// cancelled read ends with an OperationCanceledException, soon. Called by one reader at a time for a key.
    /// </summary>
    ValueTask<IReadOnlyList<SequentialItem<T>>> ReadAsync(
        string key, long fromSequence, int maxItems, CancellationToken cancellationToken);
}
