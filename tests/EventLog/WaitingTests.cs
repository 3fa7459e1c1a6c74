namespace PatientFlow.EventLog.Tests;

public sealed class WaitingTests
{
    [Fact]
    public async Task A_read_at_the_end_waits_and_the_next_append_wakes_it()
    {
        using var folder = new TestFolder();
        await using var log = EmbeddedLog.Open(folder.Options(partitions: 1), TimeProvider.System);
        var readers = Enumerable.Range(0, 3).Select(_ => log.ReadAsync(0, 0, 10, default).AsTask()).ToArray();
        Assert.DoesNotContain(readers, r => r.IsCompleted);

        await log.AppendAsync([Samples.Entry("a")], default);

        foreach (var reader in readers) Assert.Equal("a", Samples.KeyOf(Assert.Single(await reader)));
    }

    [Fact]
    public async Task A_read_beyond_the_end_waits_for_its_own_offset()
    {
        using var folder = new TestFolder();
        await using var log = EmbeddedLog.Open(folder.Options(partitions: 1), TimeProvider.System);
        var reader = log.ReadAsync(0, 2, 10, default).AsTask();
        await log.AppendAsync([Samples.Entry("a")], default);
        await log.AppendAsync([Samples.Entry("b")], default);
        Assert.False(reader.IsCompleted);
        await log.AppendAsync([Samples.Entry("c"), Samples.Entry("d")], default);
        Assert.Equal(["c", "d"], (await reader).Select(Samples.KeyOf));
    }

    [Fact]
    public async Task An_append_to_one_partition_wakes_no_reader_of_another()
    {
        using var folder = new TestFolder();
        await using var log = EmbeddedLog.Open(folder.Options(partitions: 2), TimeProvider.System);
        var key = Samples.Entry("a");
        var other = log.ReadAsync(1 - log.PartitionOf(key.Key.Span), 0, 1, default).AsTask();
        await log.AppendAsync([key], default);
        Assert.False(other.IsCompleted);
        await log.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => other);
    }

    [Fact]
    public async Task A_waiting_read_can_be_cancelled()
    {
        using var folder = new TestFolder();
        await using var log = EmbeddedLog.Open(folder.Options(), TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var reader = log.ReadAsync(0, 0, 1, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader);
    }

    [Fact]
    public async Task A_follower_sees_every_record_once_and_in_order_while_producers_append()
    {
        const int Producers = 4, Each = 200;
        using var folder = new TestFolder();
        await using var log = EmbeddedLog.Open(folder.Options(partitions: 2, segmentBytesMax: 32768), TimeProvider.System);
        var keys = Enumerable.Range(0, Producers * Each).Select(n => $"{n % Producers}-{n / Producers}").ToArray();
        var followers = keys.GroupBy(k => log.PartitionOf(Samples.Entry(k).Key.Span))
            .Select(g => FollowAsync(log, g.Key, g.ToHashSet())).ToArray();

        await Task.WhenAll(Enumerable.Range(0, Producers).Select(async p =>
        {
            await Task.Yield();
            for (var n = 0; n < Each; n++) await log.AppendAsync([Samples.Entry($"{p}-{n}")], default);
        }));

        await Task.WhenAll(followers);
    }

    private static async Task FollowAsync(EmbeddedLog log, int partition, HashSet<string> expected)
    {
        var next = 0L;
        while (expected.Count > 0)
            foreach (var record in await log.ReadAsync(partition, next, 50, default))
            {
                Assert.Equal(next++, record.Offset);
                Samples.AssertWhole(record);
                Assert.True(expected.Remove(Samples.KeyOf(record)), "a record came twice, or none appended it");
            }
    }
}
