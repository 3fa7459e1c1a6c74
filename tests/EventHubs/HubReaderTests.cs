using System.Globalization;
using System.Text;
using Azure.Messaging.EventHubs.Consumer;
using Azure.Messaging.EventHubs.Primitives;
using PatientFlow.EventHubs;
using PatientFlow.Tests.Hub;

namespace PatientFlow.Tests;

/// <summary>A hub is read exactly from the place that was asked for, whatever it does, over its own protocol.</summary>
public sealed class HubReaderTests : IAsyncLifetime
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(200);

    private readonly TestHub hub = TestHub.Start(partitions: 2);
    private HubReader reader = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => reader = await OpenAsync("flow");

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await hub.DisposeAsync();
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_hub_says_how_many_partitions_it_has_and_when_it_was_made()
    {
        Assert.Equal(2, reader.PartitionCount);
        Assert.Equal(hub.CreatedAt, reader.CreatedAt.UtcDateTime, TimeSpan.FromMilliseconds(1));
        Assert.Equal(new HubBounds(0, 0), await reader.AskAsync(1, Token));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Reading_begins_at_the_first_event_and_never_at_the_latest()
    {
        hub.Append(1, "a", "b", "c");
        Assert.Equal(["0 a", "1 b", "2 c"], await ReadAsync(from: 0, events: 3));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Reading_begins_wherever_it_is_told_to_again_and_again()
    {
        hub.Append(1, "a", "b", "c", "d");
        Assert.Equal(["2 c", "3 d"], await ReadAsync(from: 2, events: 2));
        Assert.Equal(["0 a", "1 b", "2 c", "3 d"], await ReadAsync(from: 0, events: 4));
        Assert.Equal(["3 d"], await ReadAsync(from: 3, events: 1));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task At_the_end_there_is_nothing_until_an_event_comes()
    {
        hub.Append(1, "a");
        Assert.Equal(["0 a"], await ReadAsync(from: 0, events: 1));
        Assert.Empty(await reader.ReadAsync(1, from: 1, maxEvents: 10, Wait, Token));
        hub.Append(1, "b");
        Assert.Equal(["1 b"], await ReadAsync(from: 1, events: 1));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Lost_connections_cost_no_event_and_double_none()
    {
        hub.Append(1, Numbers(0, 3_000));
        var read = await ReadAsync(from: 0, events: 1_000);
        hub.LoseConnections();
        read = [.. read, .. await ReadAsync(from: read.Count, events: 1_000)];
        hub.LoseConnections();
        hub.Append(1, Numbers(3_000, 10));
        read = [.. read, .. await ReadAsync(from: read.Count, events: 3_010 - read.Count)];

        Assert.Equal(Enumerable.Range(0, 3_010).Select(i => $"{i} {i}"), read);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_hub_that_is_away_is_said_so_and_read_on_when_it_is_back()
    {
        hub.Append(1, "a", "b");
        await ReadAsync(from: 0, events: 1);
        hub.Unplug();
        var fault = await FaultAsync(from: 1);
        Assert.Contains("the namespace localhost does not answer", fault.Message, StringComparison.Ordinal);

        hub.Plug();
        Assert.Equal(["1 b"], await ReadAsync(from: 1, events: 1));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_stolen_partition_is_said_so_and_read_on_when_its_thief_has_left()
    {
        hub.Append(1, "a", "b");
        await ReadAsync(from: 0, events: 1);
        await using (var thief = new PartitionReceiver(
            "flow", "1", EventPosition.Earliest, hub.ConnectionString, hub.Name, new PartitionReceiverOptions { OwnerLevel = 1 }))
        {
            await thief.ReceiveBatchAsync(1, Wait, Token);
            var fault = await FaultAsync(from: 2);
            Assert.Contains("another reader with an owner level has taken the partition", fault.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["1 b"], await ReadAsync(from: 1, events: 1));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_busy_hub_is_asked_again()
    {
        hub.Append(1, "a");
        hub.Faults.Busy = 2;
        Assert.Equal(["0 a"], await ReadAsync(from: 0, events: 1));
        Assert.Equal(0, hub.Faults.Busy);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_slow_hub_loses_nothing()
    {
        hub.Append(1, "a", "b", "c");
        hub.Faults.Delay = TimeSpan.FromMilliseconds(300);
        Assert.Equal(["0 a", "1 b", "2 c"], await ReadAsync(from: 0, events: 3));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Events_that_are_gone_stop_the_reader_which_says_which_and_how_to_go_on()
    {
        hub.Append(1, "a", "b", "c");
        hub.Partitions[1].Expire(2);
        var gap = await Assert.ThrowsAsync<HubGapException>(() => ReadAsync(from: 1, events: 1));

        Assert.Equal(
            "Partition 1 is stopped: event 1 is wanted, the oldest that the hub keeps is 2. 1 events are gone (retention). "
            + "To go on without them: --accept-gap 1:2; see docs/eventhubs.md.", gap.Message);
        Assert.Equal(["2 c"], await ReadAsync(from: 2, events: 1));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_partition_of_which_everything_is_gone_is_a_gap_and_not_a_quiet_one()
    {
        hub.Append(1, "a", "b", "c");
        hub.Partitions[1].Expire(3);
        var gap = await Assert.ThrowsAsync<HubGapException>(() => ReadAsync(from: 1, events: 1));
        Assert.Contains("the oldest that the hub keeps is 3", gap.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_hole_stops_the_reader_after_what_comes_before_it()
    {
        hub.Append(1, "a", "b", "c", "d");
        hub.Partitions[1].Lose(2);
        Assert.Equal(["0 a", "1 b"], await ReadAsync(from: 0, events: 2));
        var gap = await Assert.ThrowsAsync<HubGapException>(() => ReadAsync(from: 2, events: 1));
        Assert.Contains("event 2 is wanted, the next in the hub is 3", gap.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_hub_that_was_made_anew_stops_the_reader()
    {
        hub.Append(1, "a", "b", "c");
        await ReadAsync(from: 0, events: 3);
        hub.MakeAnew();
        hub.Append(1, "another");
        var gap = await Assert.ThrowsAsync<HubGapException>(() => ReadAsync(from: 3, events: 1));

        Assert.Contains("event 3 is wanted, the hub ends at 1", gap.Message, StringComparison.Ordinal);
        Assert.Contains("made anew", gap.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Numbers(int first, int count) =>
        Enumerable.Range(first, count).Select(i => i.ToString(CultureInfo.InvariantCulture));

    private Task<HubReader> OpenAsync(string group) => HubReader.OpenAsync(
        HubAddress.OfConnectionString(hub.ConnectionString, hub: null), group, TimeProvider.System, Token);

    /// <summary>Reads as many events of partition 1 as are named or more, as the silo does: again after each fault but a gap.</summary>
    private async Task<IReadOnlyList<string>> ReadAsync(long from, int events)
    {
        var read = new List<string>();
        while (read.Count < events)
        {
            Token.ThrowIfCancellationRequested();
            try
            {
                var some = await reader.ReadAsync(1, from + read.Count, maxEvents: 1_000, Wait, Token);
                read.AddRange(some.Select(e => $"{e.SequenceNumber} {Encoding.UTF8.GetString(e.EventBody.ToArray())}"));
            }
            catch (HubException fault) when (fault is not HubGapException)
            {
                // As in the ordinary course of things: it is tried again.
            }
        }

        return read;
    }

    private async Task<HubException> FaultAsync(long from)
    {
        while (true)
        {
            Token.ThrowIfCancellationRequested();
            try
            {
                await reader.ReadAsync(1, from, maxEvents: 10, Wait, Token);
            }
            catch (HubException fault)
            {
                return fault;
            }
        }
    }
}
