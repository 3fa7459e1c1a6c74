using System.Collections.Immutable;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using PatientFlow.Events;

namespace PatientFlow.Silo.Streams;

/// <summary>Consecutive events of one partition on their way to its ingest grain; empty if the log is quiet.</summary>
/// <remarks>
/// A position in the stream is an offset plus an index. The token of an event is its offset; the token of a batch is
/// its last offset with index 1. The sum is therefore always the next offset, both for what a grain asks for and for
/// what it was given: <see cref="PlaceAfter"/>.
/// </remarks>
[GenerateSerializer, Immutable, Alias("event-batch")]
internal sealed class EventBatch : IBatchContainer
{
    /// <summary>The partition's stream.</summary>
    [Id(0)] public required StreamId StreamId { get; init; }

    /// <summary>The requested offset; the log may have no event there.</summary>
    [Id(1)] public required long From { get; init; }

    /// <summary>The offset after the batch.</summary>
    [Id(2)] public required long Next { get; init; }

    /// <summary>Offsets of the events.</summary>
    [Id(3)] public required ImmutableArray<long> Offsets { get; init; }

    /// <summary>The events, one per offset.</summary>
    [Id(4)] public required ImmutableArray<RawEvent> Events { get; init; }

    /// <summary>Total size of the payloads in bytes.</summary>
    public long PayloadBytes
    {
        get
        {
            var bytes = 0L;
            foreach (var e in Events) bytes += e.Payload.Length;
            return bytes;
        }
    }

    /// <inheritdoc />
    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(Next - 1, 1);

    /// <summary>Returns the offset after a token.</summary>
    public static long PlaceAfter(StreamSequenceToken token) => token.SequenceNumber + token.EventIndex;

    /// <summary>Merges consecutive batches into one.</summary>
    public static EventBatch Of(IReadOnlyList<EventBatch> batches) => batches.Count == 1
        ? batches[0]
        : new EventBatch
        {
            StreamId = batches[0].StreamId,
            From = batches[0].From,
            Next = batches[^1].Next,
            Offsets = [.. batches.SelectMany(b => b.Offsets)],
            Events = [.. batches.SelectMany(b => b.Events)],
        };

    /// <summary>Returns a batch without events. A grain that receives it and stands elsewhere says where.</summary>
    public static EventBatch Quiet(StreamId stream, long next) =>
        new() { StreamId = stream, From = next, Next = next, Offsets = [], Events = [] };

    /// <inheritdoc />
    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>()
    {
        for (var i = 0; i < Events.Length; i++)
            yield return Tuple.Create((T)(object)Events[i], (StreamSequenceToken)new EventSequenceTokenV2(Offsets[i]));
    }

    /// <inheritdoc />
    public bool ImportRequestContext() => false;

    /// <summary>Describes the batch for logs without any event.</summary>
    public override string ToString() => $"{Events.Length} events before offset {Next}";
}
