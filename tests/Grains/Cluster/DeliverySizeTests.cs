using Orleans.Providers.Streams.Common;
using PatientFlow.Events;
using PatientFlow.Silo.Streams;

namespace PatientFlow.Tests.Cluster;

/// <summary>How much of what waits for a grain it is given at once.</summary>
public sealed class DeliverySizeTests
{
    private readonly FakeTimeProvider time = new();
    private readonly PartitionQueue queue;

    public DeliverySizeTests()
    {
        queue = new PartitionQueue(
            StreamId.Create(EventStream.Namespace, "0"),
            new QueueLimits { BatchEventsMax = 10, EventsAheadMax = 40, BytesAheadMax = 1_000, DeliveryTime = TimeSpan.FromSeconds(1) },
            time);
        queue.CursorAt(new EventSequenceTokenV2(1));
    }

    [Fact]
    public void What_waits_is_given_as_one_delivery_that_begins_and_ends_where_it_did()
    {
        Read(10, 3, 10);

        var taken = Taken();

        Assert.Equal(Enumerable.Range(1, 23).Select(i => (long)i), taken.Offsets);
        Assert.Equal(Enumerable.Range(1, 23).Select(i => (byte)i), taken.Events.Select(e => e.Payload.Span[0]));
        Assert.Equal((1L, 24L), (taken.From, taken.Next));
        Assert.Null(queue.Take());
    }

    [Fact]
    public void A_grain_that_was_slow_is_given_what_it_can_apply_in_the_time_of_a_delivery()
    {
        Read(10);
        Take(took: TimeSpan.FromSeconds(1));
        Read(10, 10, 10);

        Assert.Equal(10, Take(took: TimeSpan.FromSeconds(0.5)));
        Assert.Equal(20, Take(took: TimeSpan.FromSeconds(100)));
        Read(10, 10);
        Assert.Equal(10, Take(took: TimeSpan.FromSeconds(0.1))); // A read is not divided, however slow the grain was.
    }

    [Fact]
    public void Time_in_which_nothing_waited_slows_nothing()
    {
        Read(10);
        Take(took: TimeSpan.FromSeconds(0.1));
        Assert.Null(queue.Take());
        time.Advance(TimeSpan.FromHours(1));
        Read(10, 10, 10);

        Assert.Equal(30, Take(took: TimeSpan.Zero));
    }

    [Fact]
    public void Reading_ahead_ends_at_the_limit_of_events_and_goes_on_when_some_were_taken()
    {
        Read(10, 10, 10);
        Assert.Equal(1, queue.Room);
        Read(5);
        Assert.Equal(0, queue.Room);
        queue.Take();
        Assert.Equal(4, queue.Room);
    }

    [Fact]
    public void Reading_ahead_ends_at_the_limit_of_bytes_too()
    {
        Read(bytes: 999, 1);
        Assert.NotEqual(0, queue.Room);
        Read(1);
        Assert.Equal(0, queue.Room);
    }

    [Fact]
    public void A_delivery_that_failed_is_read_again_from_its_beginning()
    {
        Read(10, 10);
        var failed = Taken();
        Read(10);

        queue.Return(failed);

        Assert.Equal((1L, 4), (queue.Next, queue.Room));
        Assert.Null(queue.Take());
    }

    private EventBatch Taken()
    {
        var taken = queue.Take();
        Assert.NotNull(taken);
        return taken;
    }

    private int Take(TimeSpan took)
    {
        var events = Taken().Events.Length;
        time.Advance(took);
        return events;
    }

    private void Read(params int[] counts)
    {
        foreach (var count in counts) Read(bytes: 1, count);
    }

    private void Read(int bytes, int count)
    {
        var from = Assert.NotNull(queue.Next);
        long[] offsets = [.. Enumerable.Range(0, count).Select(i => from + i)];
        queue.Add(from, [.. offsets], [.. offsets.Select(Event)]);

        RawEvent Event(long offset) => new() { AppendTime = default, Payload = Enumerable.Repeat((byte)offset, bytes).ToArray() };
    }
}
