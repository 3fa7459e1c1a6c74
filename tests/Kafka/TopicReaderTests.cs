using Microsoft.Extensions.Logging;
using PatientFlow.Kafka;
using PatientFlow.Kafka.Consuming;

namespace PatientFlow.Tests.Kafka;

/// <summary>A topic is read from where it is asked for, whole, whatever the brokers do meanwhile.</summary>
public sealed class TopicReaderTests
{
    private const int NotLeader = 6;
    private const int RequestTimedOut = 7;
    private const int LeaderNotAvailable = 5;

    // About the last 5 MB of a partition is what the mock cluster keeps.
    private const int MoreThanTheMockKeeps = 8 * 1024 * 1024;

    private readonly LogLines log = new();

    [Fact]
    public async Task Reading_begins_at_the_offset_asked_for_and_anew_where_another_is_asked_for()
    {
        using var cluster = MockCluster.Start();
        var topic = cluster.Topic("t", partitions: 1);
        await Messages.SendAsync(topic, 3_000);
        using var reader = Open(topic);

        Assert.Equal(1_234, (await reader.ReadAsync(0, 1_234, 1_000))[0].Number());
        Assert.Equal(Enumerable.Range(0, 3_000), (await reader.ReadAsync(0, 0, 3_000)).Select(r => r.Number()));
        Assert.Equal(3_000, reader.EndOffset(0));
        Assert.Null(reader.StoppedBecause(0));
    }

    [Fact]
    public async Task A_read_at_the_end_waits_for_what_is_sent_next_and_can_be_given_up()
    {
        using var cluster = MockCluster.Start();
        var topic = cluster.Topic("t", partitions: 1);
        await Messages.SendAsync(topic, 5);
        using var reader = Open(topic);
        await reader.ReadAsync(0, 0, 5);

        using var given = new CancellationTokenSource();
        var waiting = reader.ReadAsync(0, 5, 10, given.Token);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);

        var next = reader.ReadAsync(0, 5, 10, CancellationToken.None);
        await Messages.SendAsync(topic, 1, first: 5);
        Assert.Equal(5, (await next)[0].Number());
    }

    [Fact]
    public async Task A_partition_that_nobody_reads_on_is_paused_and_holds_up_no_other()
    {
        using var cluster = MockCluster.Start();
        var topic = cluster.Topic("t", partitions: 2);
        await Messages.SendAsync(topic, 20_000);
        using var reader = Open(topic, new TopicReaderOptions { BufferedRecordsMax = 1_000 });

        var slow = (await reader.ReadAsync(0, 0, 1, CancellationToken.None))[0];
        var end = 0L;
        await Eventually.TrueAsync("the ends are known", () => (end = reader.EndOffset(1)) + reader.EndOffset(0) == 20_000);
        await reader.ReadAsync(1, 0, (int)end, batch: 70);

        Assert.Equal(0, slow.Offset);
        await reader.ReadAsync(0, 1, (int)reader.EndOffset(0) - 1, batch: 33);
    }

    [Fact]
    public async Task Errors_of_the_brokers_are_ridden_out()
    {
        using var cluster = MockCluster.Start();
        var topic = cluster.Topic("t", partitions: 4);
        cluster.Fail(RequestKind.ListOffsets, NotLeader, RequestTimedOut);
        cluster.Fail(RequestKind.Metadata, LeaderNotAvailable);
        cluster.Fail(RequestKind.Produce, NotLeader, RequestTimedOut, NotLeader);
        await Messages.SendAsync(topic, 4_000);
        cluster.Fail(RequestKind.Fetch, NotLeader, RequestTimedOut, LeaderNotAvailable, NotLeader);
        using var reader = Open(topic);

        Assert.Equal(Enumerable.Range(0, 4_000), (await ReadAllAsync(reader, 4_000)).Order());
    }

    [Fact]
    public async Task A_leader_that_moves_is_followed()
    {
        using var cluster = MockCluster.Start();
        var topic = cluster.Topic("t", partitions: 1);
        using var reader = Open(topic);
        for (var round = 0; round < 4; round++)
        {
            cluster.MoveLeader(topic, 0, round % cluster.BrokerCount + 1);
            await Messages.SendAsync(topic, 500, first: round * 500);
            Assert.Equal(
                Enumerable.Range(round * 500, 500), (await reader.ReadAsync(0, round * 500, 500)).Select(r => r.Number()));
        }
    }

    [Fact]
    public async Task Brokers_that_go_and_come_back_are_reported_and_reading_goes_on()
    {
        using var cluster = MockCluster.Start();
        var topic = cluster.Topic("t", partitions: 2);
        await Messages.SendAsync(topic, 100);
        using var reader = Open(topic);
        await Eventually.TrueAsync("the ends are known", () => reader.EndOffset(0) + reader.EndOffset(1) == 100);
        var had = reader.EndOffset(0);
        await reader.ReadAsync(0, 0, (int)had);

        cluster.Stop();
        await Eventually.TrueAsync("the loss is reported", () => reader.Trouble is not null);
        cluster.GoOn();
        await Eventually.TrueAsync("the return is reported", () => reader.Trouble is null);

        await Messages.SendAsync(topic, 100);
        await Eventually.TrueAsync("the new ends are known", () => reader.EndOffset(0) == 2 * had);
        await reader.ReadAsync(0, had, (int)had);
        Assert.Contains(log.All, l => l is { Id: 400, Level: LogLevel.Warning });
        Assert.Contains(log.All, l => l.Id == 401);
    }

    [Fact]
    public async Task An_offset_before_the_retained_log_stops_its_partition_and_names_both()
    {
        using var cluster = MockCluster.Start();
        var topic = cluster.Topic("t", partitions: 1);
        await Messages.SendAsync(topic, MoreThanTheMockKeeps / 1_000, sizeBytes: 1_000);
        using var reader = Open(topic);

        var gap = await Assert.ThrowsAsync<OffsetGapException>(async () => await reader.ReadAsync(0, 0, 1));
        Assert.Matches(@"^Partition 0 .* offset 0 is wanted, the topic begins at \d+\..* --accept-gap 0:\d+;", gap.Message);
        Assert.Equal(gap.Message, reader.StoppedBecause(0));
        await Eventually.TrueAsync("it is logged", () => log.All.Any(l => l.Text == gap.Message && l.Level == LogLevel.Warning));

        await Assert.ThrowsAsync<OffsetGapException>(async () => await reader.ReadAsync(0, 0, 1));
        var low = long.Parse(gap.Message.Split("begins at ")[1].Split('.')[0]);
        Assert.Equal(low, (await reader.ReadAsync(0, low, 10))[0].Number());
        Assert.Null(reader.StoppedBecause(0));

        using var accepting = Open(topic, new TopicReaderOptions { AcceptedGaps = new Dictionary<int, long> { [0] = low } });
        Assert.Equal(low, (await accepting.ReadAsync(0, 0, 10, CancellationToken.None))[0].Number());
    }

    [Fact]
    public async Task A_log_that_retention_overtakes_while_it_is_read_stops_too()
    {
        using var cluster = MockCluster.Start();
        var topic = cluster.Topic("t", partitions: 1);
        await Messages.SendAsync(topic, 10);
        using var reader = Open(topic, new TopicReaderOptions { BufferedRecordsMax = 2 });
        await reader.ReadAsync(0, 0, 1);
        await Messages.SendAsync(topic, MoreThanTheMockKeeps / 1_000, sizeBytes: 1_000);

        var gap = await Assert.ThrowsAsync<OffsetGapException>(async () => await reader.ReadAsync(0, 1, 100, batch: 1));
        Assert.Contains("the topic begins at", gap.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_offset_after_the_end_means_another_log_and_stops()
    {
        using var cluster = MockCluster.Start();
        var topic = cluster.Topic("t", partitions: 2);
        await Messages.SendAsync(topic, 100);
        using var reader = Open(topic);

        var gap = await Assert.ThrowsAsync<OffsetGapException>(async () => await reader.ReadAsync(1, 5_000, 1));
        Assert.Matches(@"^Partition 1 .* offset 5000 is wanted, the topic ends at \d+\.", gap.Message);
        Assert.NotEmpty(await reader.ReadAsync(0, 0, 1));
    }

    [Fact]
    public void A_topic_without_brokers_fails_to_open_and_says_where()
    {
        var address = TopicAddress.OfBrokers("127.0.0.1:1", "nowhere");
        var fault = Assert.Throws<TopicException>(
            () => Open(address, new TopicReaderOptions { OpenTimeout = TimeSpan.FromSeconds(1) }).Dispose());
        Assert.Contains("No broker answers for nowhere at 127.0.0.1:1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_hub_that_does_not_answer_fails_to_open_and_shows_no_key()
    {
        var address = TopicAddress.OfEventHub(
            "Endpoint=sb://127.0.0.1/;SharedAccessKeyName=flow;SharedAccessKey=c2VjcmV0;EntityPath=ward", hub: null);
        var fault = Assert.Throws<TopicException>(
            () => Open(address, new TopicReaderOptions { OpenTimeout = TimeSpan.FromSeconds(1) }).Dispose());
        Assert.Contains("No broker answers for ward at 127.0.0.1:9093", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", fault + string.Join('\n', log.All), StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<int>> ReadAllAsync(TopicReader reader, int count)
    {
        await Eventually.TrueAsync(
            "the ends are known", () => Enumerable.Range(0, reader.PartitionCount).Sum(reader.EndOffset) == count);
        var all = new List<int>();
        for (var p = 0; p < reader.PartitionCount; p++)
            all.AddRange((await reader.ReadAsync(p, 0, (int)reader.EndOffset(p))).Select(r => r.Number()));
        return all;
    }

    private TopicReader Open(TopicAddress topic, TopicReaderOptions? options = null) =>
        TopicReader.Open(topic, options ?? new TopicReaderOptions(), log);
}
