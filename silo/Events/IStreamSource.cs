using Orleans.Streams;

namespace PatientFlow.Silo.Events;

/// <summary>A source of stream events. (Not part of Orleans.)</summary>
/// <typeparam name="T">The type of the events.</typeparam>
public interface IStreamSource<T>
{
    /// <summary>The namespace of the streams.</summary>
    string Namespace { get; }

    /// <summary>Keys of the streams; they do not change while the silo runs.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>
    /// Reads events in order from a sequence number on, inclusive; completes with at least one, or waits. A cancelled
    /// read soon ends with an OperationCanceledException. A key has at most one reader at a time.
    /// </summary>
    ValueTask<IReadOnlyList<SequentialItem<T>>> ReadAsync(
        string key, long fromSequence, int maxItems, CancellationToken cancellationToken);
}
