using System.Collections.Immutable;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using PatientFlow.Events;

namespace PatientFlow.Silo.Streams;

/// <summary>Consecutive events of one partition on their way to its ingest grain; none where the log is quiet.</summary>
/// <remarks>
/// A place in the stream is an offset plus an index: the token of an event is its offset, and that of a batch is its
/// last offset and index 1, so the sum is the offset that comes next. What a grain asks for and what it was given last
/// then read alike: <see cref="PlaceAfter"/>.
/// </remarks>
[GenerateSerializer, Immutable, Alias("event-batch")]
internal sealed class EventBatch : IBatchContainer
{
    /// <summary>The partition's stream.</summary>
    [Id(0)] public required StreamId StreamId { get; init; }

    /// <summary>Offset that was asked for; the log may have none there.</summary>
    [Id(1)] public required long From { get; init; }

    /// <summary>Offset that comes after the batch.</summary>
    [Id(2)] public required long Next { get; init; }

    /// <summary>Offsets of the events.</summary>
    [Id(3)] public required ImmutableArray<long> Offsets { get; init; }

    /// <summary>The events, as many as offsets.</summary>
    [Id(4)] public required ImmutableArray<RawEvent> Events { get; init; }

    /// <summary>Bytes of all payloads.</summary>
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

    /// <summary>The offset that comes after what a token stands for.</summary>
    public static long PlaceAfter(StreamSequenceToken token) => token.SequenceNumber + token.EventIndex;

    /// <summary>Batches that follow each other as one.</summary>
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

    /// <summary>A batch without events: whoever is given it and stands elsewhere says where.</summary>
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

    /// <summary>For logs: no event of it.</summary>
    public override string ToString() => $"{Events.Length} events before offset {Next}";
}
