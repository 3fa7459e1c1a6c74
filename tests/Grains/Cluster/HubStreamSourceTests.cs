using System.Text;
using PatientFlow.Silo.Cluster;

namespace PatientFlow.Tests.Cluster;

/// <summary>An Event Hub as the stream of events, over a hub in memory. What is not proven: AMQP, a real hub.</summary>
public sealed class HubStreamSourceTests
{
    private static readonly Dictionary<int, long> NoGaps = [];

    private readonly HubInMemory hub = new();

    [Fact]
    public async Task A_new_lake_reads_a_hub_from_its_first_event_and_never_from_the_latest()
    {
        hub.Append("a", "b", "c");
        var items = await ReadAsync(Source(NoGaps), from: 0);

        Assert.Equal([0L, 1L, 2L], items.Select(i => i.Token.SequenceNumber));
        Assert.Equal(["a", "b", "c"], items.Select(i => Encoding.UTF8.GetString(i.Item.Payload.Span)));
    }

    [Fact]
    public async Task What_a_producer_sent_is_given_as_it_came_whatever_it_is()
    {
        hub.Append("{\"event_id\": broken");
        var item = Assert.Single(await ReadAsync(Source(NoGaps), from: 0));

        Assert.Equal("{\"event_id\": broken", Encoding.UTF8.GetString(item.Item.Payload.Span));
        Assert.Equal(DateTime.UnixEpoch, item.Item.AppendTime);
    }

    [Fact]
    public async Task Reading_begins_wherever_the_lake_ends_and_nowhere_else()
    {
        hub.Append("a", "b", "c");
        await ReadAsync(Source(NoGaps), from: 2);

        Assert.Equal([2L], hub.Asked);
    }

    [Fact]
    public async Task Events_that_a_hub_no_longer_keeps_stop_the_partition_which_says_which()
    {
        hub.Append("a", "b", "c");
        hub.Forget(2);
        var source = Source(NoGaps);
        await Assert.ThrowsAsync<HubGapException>(() => ReadAsync(source, from: 1));

        Assert.Equal("Partition 0 needs the event 1, and the hub goes on at 2.", source.StoppedBecause(0));
    }

    [Fact]
    public async Task A_hole_in_the_numbers_stops_the_partition()
    {
        hub.Append("a", "b", "c");
        hub.ForgetAt(1);
        await Assert.ThrowsAsync<HubGapException>(() => ReadAsync(Source(NoGaps), from: 0));
    }

    [Fact]
    public async Task A_hub_that_was_made_anew_stops_the_partition()
    {
        hub.Append("a");
        var source = Source(NoGaps);
        await Assert.ThrowsAsync<HubGapException>(() => ReadAsync(source, from: 7));

        Assert.Equal("Partition 0 needs the event 7, and the hub ends at 1: it was made anew.", source.StoppedBecause(0));
    }

    [Fact]
    public async Task A_gap_that_was_accepted_is_passed_over_and_the_partition_goes_on()
    {
        hub.Append("a", "b", "c");
        hub.Forget(2);
        var source = Source(new Dictionary<int, long> { [0] = 2 });
        var items = await ReadAsync(source, from: 1);

        Assert.Equal([2L], items.Select(i => i.Token.SequenceNumber));
        Assert.Null(source.StoppedBecause(0));
        Assert.Equal(3, source.EndOffset(0));
    }

    private HubStreamSource Source(IReadOnlyDictionary<int, long> acceptedGaps) => new(hub, "events", acceptedGaps);

    private static async Task<IReadOnlyList<Orleans.Streams.SequentialItem<Events.RawEvent>>> ReadAsync(
        HubStreamSource source, long from) =>
        await source.ReadAsync("0", from, maxItems: 100, TestContext.Current.CancellationToken);
}
