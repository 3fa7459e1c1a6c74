using PatientFlow.Kafka.Consuming;

namespace PatientFlow.Tests.Kafka;

/// <summary>What the mock brokers cannot bring about: holes inside a log, and traces of an earlier fetch.</summary>
public sealed class PartitionFeedTests
{
    private readonly PartitionFeed feed = new(5, new TopicReaderOptions { BufferedRecordsMax = 4 }, () => { }, _ => { });

    [Fact]
    public async Task A_hole_that_is_met_again_after_a_fresh_start_stops_the_partition()
    {
        var reading = feed.ReadAsync(10, 100, CancellationToken.None);
        Begin();
        feed.Arrived(Record(13));
        Begin();
        Assert.False(reading.IsCompleted);
        feed.Arrived(Record(13));

        var gap = await Assert.ThrowsAsync<OffsetGapException>(async () => await reading);
        Assert.Contains("Partition 5 is stopped: offset 10 is wanted, the next in the topic is 13", gap.Message, StringComparison.Ordinal);
        Assert.Equal(gap.Message, feed.StoppedBecause);
    }

    [Fact]
    public async Task What_was_fetched_for_an_earlier_position_is_passed_over()
    {
        var first = feed.ReadAsync(10, 100, CancellationToken.None);
        Begin();
        feed.Arrived(Record(10));
        Assert.Equal(10, (await first)[0].Offset);
        var again = feed.ReadAsync(2, 100, CancellationToken.None);
        feed.Arrived(Record(11));
        Begin();
        feed.Arrived(Record(1));
        feed.Arrived(Record(2));

        Assert.Equal([2L], (await again).Select(r => r.Offset));
        Assert.Null(feed.StoppedBecause);
    }

    [Fact]
    public async Task A_full_buffer_pauses_and_half_an_empty_one_resumes()
    {
        var first = feed.ReadAsync(0, 1, CancellationToken.None);
        Begin();
        feed.Arrived(Record(0));
        await first;
        Assert.Equal([false, false, false, true], Enumerable.Range(1, 4).Select(o => feed.Arrived(Record(o))));
        Assert.True(feed.IsPaused);

        await feed.ReadAsync(1, 1, CancellationToken.None);
        Assert.True(feed.IsPaused);
        await feed.ReadAsync(2, 1, CancellationToken.None);
        Assert.False(feed.IsPaused);
    }

    private static TopicRecord Record(long offset) => new(offset, DateTime.UnixEpoch, []);

    private void Begin()
    {
        feed.Check(0, 100);
        Assert.NotNull(feed.BeginReading());
    }
}
