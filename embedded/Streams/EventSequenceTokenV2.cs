using Orleans.Streams;

namespace Orleans.Providers.Streams.Common;

/// <summary>A place in a stream, by number.</summary>
[GenerateSerializer]
[Alias("Orleans.Providers.Streams.Common.EventSequenceTokenV2")]
public class EventSequenceTokenV2 : StreamSequenceToken
{
    /// <summary>The first event of a message.</summary>
    public EventSequenceTokenV2(long seqNumber)
        : this(seqNumber, eventInd: 0)
    {
    }

    /// <summary>An event of a message.</summary>
    public EventSequenceTokenV2(long seqNumber, int eventInd)
    {
        SequenceNumber = seqNumber;
        EventIndex = eventInd;
    }

    /// <inheritdoc/>
    [Id(0)]
    public sealed override long SequenceNumber { get; protected set; }

    /// <inheritdoc/>
    [Id(1)]
    public sealed override int EventIndex { get; protected set; }

    /// <inheritdoc/>
    public override bool Equals(StreamSequenceToken? other) =>
        other is not null && SequenceNumber == other.SequenceNumber && EventIndex == other.EventIndex;

    /// <inheritdoc/>
    public override int CompareTo(StreamSequenceToken? other)
    {
        if (other is null) return 1;
        var byNumber = SequenceNumber.CompareTo(other.SequenceNumber);
        return byNumber != 0 ? byNumber : EventIndex.CompareTo(other.EventIndex);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{SequenceNumber}:{EventIndex}";
}
