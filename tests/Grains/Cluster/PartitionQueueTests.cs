using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using PatientFlow.Events;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Streams;

namespace PatientFlow.Tests.Cluster;

/// <summary>The log as the queue of a stream agent.</summary>
public sealed class PartitionQueueTests
{
    private static readonly StreamId Stream = StreamId.Create(EventStream.Namespace, "0");

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_read_goes_on_when_its_place_is_asked_for_again_and_ends_when_another_is()
    {
        var source = new SilentSource();
        var queue = new SourceQueue(
            source, Stream, new QueueLimits { Quiet = Timeout.InfiniteTimeSpan }, TimeProvider.System);
        queue.GetCacheCursor(Stream, new EventSequenceTokenV2(5));
        var read = queue.GetQueueMessagesAsync(1);

        queue.GetCacheCursor(Stream, new EventSequenceTokenV2(5));
        Assert.False(source.Reading.IsCancellationRequested);

        queue.GetCacheCursor(Stream, new EventSequenceTokenV2(9));
        Assert.Empty(await read);
        Assert.Equal([5L], source.Asked);
    }

    /// <summary>A log in which nothing happens.</summary>
    private sealed class SilentSource : IStreamSource<RawEvent>
    {
        public List<long> Asked { get; } = [];

        /// <summary>Of the last read; its end is known at once, where the read itself ends a little later.</summary>
        public CancellationToken Reading { get; private set; }

        public string Namespace => EventStream.Namespace;

        public IReadOnlyList<string> Keys { get; } = ["0"];

        public async ValueTask<IReadOnlyList<SequentialItem<RawEvent>>> ReadAsync(
            string key, long fromSequence, int maxItems, CancellationToken cancellationToken)
        {
            Asked.Add(fromSequence);
            Reading = cancellationToken;
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return [];
        }
    }
}
