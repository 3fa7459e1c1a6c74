using System.Text;

namespace PatientFlow.EventLog.Tests;

public sealed class AppendAndReadTests
{
    [Fact]
    public async Task What_was_appended_is_read_back_from_the_position_that_was_returned()
    {
        using var folder = new TestFolder();
        await using var log = EmbeddedLog.Open(folder.Options(), TimeProvider.System);
        var entries = Enumerable.Range(0, 500).Select(i => Samples.Entry($"key-{i}")).ToArray();

        var positions = await log.AppendAsync(entries, default);

        Assert.Equal(entries.Length, positions.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            Assert.Equal(log.PartitionOf(entries[i].Key.Span), positions[i].Partition);
            Assert.True(log.TryRead(positions[i].Partition, positions[i].Offset, 1, out var read));
            var record = Assert.Single(read);
            Assert.Equal(positions[i].Offset, record.Offset);
            Assert.Equal(positions[i].AppendTime, record.AppendTime);
            Assert.Equal(entries[i].Key.ToArray(), record.Key.ToArray());
            Assert.Equal(entries[i].Payload.ToArray(), record.Payload.ToArray());
        }
    }

    [Fact]
    public async Task Everything_is_there_after_a_clean_stop_and_nothing_is_cut()
    {
        using var folder = new TestFolder();
        var written = new Dictionary<string, LogPosition>();
        for (var round = 0; round < 5; round++)
        {
            await using var log = EmbeddedLog.Open(folder.Options(segmentBytesMax: 8192), TimeProvider.System);
            Assert.Empty(log.TailCuts);
            var entries = Enumerable.Range(0, 50).Select(i => Samples.Entry($"{round}-{i}")).ToArray();
            var positions = await log.AppendAsync(entries, default);
            for (var i = 0; i < 50; i++) written.Add($"{round}-{i}", positions[i]);
        }

        await using var again = EmbeddedLog.Open(folder.Options(segmentBytesMax: 8192), TimeProvider.System);
        var found = 0;
        for (var p = 0; p < again.PartitionCount; p++)
            foreach (var record in Reads.All(again, p))
            {
                Samples.AssertWhole(record);
                Assert.Equal(new LogPosition(p, record.Offset, record.AppendTime), written[Samples.KeyOf(record)]);
                found++;
            }

        Assert.Equal(written.Count, found);
    }

    [Fact]
    public async Task Entries_of_one_partition_keep_their_order_within_a_call_and_over_calls()
    {
        using var folder = new TestFolder();
        await using var log = EmbeddedLog.Open(folder.Options(), TimeProvider.System);
        var order = new List<string>[log.PartitionCount];
        for (var p = 0; p < order.Length; p++) order[p] = [];
        for (var call = 0; call < 20; call++)
        {
            var entries = Enumerable.Range(0, 37).Select(i => Samples.Entry($"{call}-{i}")).ToList();
            foreach (var entry in entries)
                order[log.PartitionOf(entry.Key.Span)].Add(Encoding.UTF8.GetString(entry.Key.Span));
            await log.AppendAsync(entries, default);
        }

        for (var p = 0; p < order.Length; p++) Assert.Equal(order[p], Reads.All(log, p).Select(Samples.KeyOf));
    }

    [Fact]
    public async Task Offsets_start_at_zero_and_have_no_gap_whoever_appends()
    {
        using var folder = new TestFolder();
        await using var log = EmbeddedLog.Open(folder.Options(segmentBytesMax: 16384), TimeProvider.System);
        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(async producer =>
        {
            await Task.Yield();
            var mine = new List<LogPosition>();
            for (var n = 0; n < 40; n++)
                mine.AddRange(await log.AppendAsync([Samples.Entry($"{producer}-{n}"), Samples.Entry($"b{n}")], default));
            return mine;
        }));

        foreach (var of in all.SelectMany(p => p).GroupBy(p => p.Partition))
        {
            Assert.Equal(Enumerable.Range(0, of.Count()).Select(i => (long)i), of.Select(p => p.Offset).Order());
            Assert.Equal(of.Count(), log.EndOffset(of.Key));
            foreach (var record in Reads.All(log, of.Key, maxRecords: 7)) Samples.AssertWhole(record);
        }
    }

    [Fact]
    public async Task Positions_of_one_producer_grow_with_its_calls()
    {
        using var folder = new TestFolder();
        await using var log = EmbeddedLog.Open(folder.Options(partitions: 1), TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async producer =>
        {
            await Task.Yield();
            var last = -1L;
            for (var n = 0; n < 50; n++)
                foreach (var position in await log.AppendAsync([Samples.Entry($"{producer}"), Samples.Entry("x")], default))
                {
                    Assert.True(position.Offset > last);
                    last = position.Offset;
                }
        }));
    }

    [Fact]
    public async Task Append_time_never_goes_backwards_even_when_the_clock_does_and_over_a_restart()
    {
        using var folder = new TestFolder();
        var time = new FakeTimeProvider();
        var start = time.GetUtcNow().UtcDateTime;
        await using (var log = EmbeddedLog.Open(folder.Options(partitions: 1), time))
        {
            Assert.Equal(start, (await log.AppendAsync([Samples.Entry("a")], default))[0].AppendTime);
            time.AdjustTime(start.AddSeconds(-10));
            Assert.Equal(start, (await log.AppendAsync([Samples.Entry("b")], default))[0].AppendTime);
            time.AdjustTime(start.AddSeconds(5).AddTicks(7));
            var third = (await log.AppendAsync([Samples.Entry("c")], default))[0].AppendTime;
            Assert.Equal(start.AddSeconds(5), third);
            Assert.Equal(DateTimeKind.Utc, third.Kind);
        }

        time.AdjustTime(start);
        await using var again = EmbeddedLog.Open(folder.Options(partitions: 1), time);
        var fourth = (await again.AppendAsync([Samples.Entry("d")], default))[0];
        Assert.Equal(new LogPosition(0, 3, start.AddSeconds(5)), fourth);
    }

    [Fact]
    public async Task An_empty_append_is_nothing_and_empty_keys_and_payloads_are_something()
    {
        using var folder = new TestFolder();
        await using var log = EmbeddedLog.Open(folder.Options(partitions: 1), TimeProvider.System);
        Assert.Empty(await log.AppendAsync([], default));
        await log.AppendAsync([default, Samples.Entry("", 3)], default);
        var records = Reads.All(log, 0);
        Assert.Equal([0, 3], records.Select(r => r.Payload.Length));
    }

    [Fact]
    public async Task What_is_too_large_is_refused_and_the_limit_is_named()
    {
        using var folder = new TestFolder();
        var options = folder.Options() with { RecordBytesMax = 1000, KeyBytesMax = 10, QueuedBytesMax = 5000 };
        await using var log = EmbeddedLog.Open(options, TimeProvider.System);

        async Task<string> Refusal(params LogEntry[] entries) =>
            (await Assert.ThrowsAsync<ArgumentException>(async () => await log.AppendAsync(entries, default))).Message;

        Assert.Contains("RecordBytesMax", await Refusal(Samples.Entry("k", 1001)));
        Assert.Contains("KeyBytesMax", await Refusal(Samples.Entry("12345678901", 1)));
        Assert.Contains("QueuedBytesMax", await Refusal([.. Enumerable.Repeat(Samples.Entry("k", 1000), 5)]));
        await log.AppendAsync([Samples.Entry("1234567890", 1000)], default);
        Assert.Equal(1, Enumerable.Range(0, 4).Sum(log.EndOffset));
    }

    [Fact]
    public async Task A_read_returns_no_more_than_asked_for_in_records_and_bytes_but_always_one()
    {
        using var folder = new TestFolder();
        var options = folder.Options(partitions: 1) with { ReadBytesMax = 4096 };
        await using var log = EmbeddedLog.Open(options, TimeProvider.System);
        await log.AppendAsync([.. Enumerable.Repeat(Samples.Entry("k", 1000), 20)], default);
        await log.AppendAsync([Samples.Entry("k", 50_000)], default);

        Assert.True(log.TryRead(0, 0, 2, out var two));
        Assert.Equal(2, two.Count);
        Assert.True(log.TryRead(0, 0, 100, out var some));
        Assert.Equal(3, some.Count);
        Assert.True(log.TryRead(0, 20, 100, out var huge));
        Assert.Equal(50_000, Assert.Single(huge).Payload.Length);
        Assert.False(log.TryRead(0, 21, 100, out var none));
        Assert.Empty(none);
        Assert.Throws<ArgumentOutOfRangeException>(() => log.TryRead(0, -1, 1, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => log.TryRead(0, 0, 0, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => log.TryRead(1, 0, 1, out _));
    }

    [Fact]
    public async Task What_was_read_stays_as_it_was()
    {
        using var folder = new TestFolder();
        await using var log = EmbeddedLog.Open(folder.Options(partitions: 1), TimeProvider.System);
        await log.AppendAsync([.. Enumerable.Range(0, 300).Select(i => Samples.Entry($"{i}"))], default);
        var kept = new List<LogRecord>();
        for (var i = 0; i < 300; i += 10)
        {
            Assert.True(log.TryRead(0, i, 10, out var read));
            kept.AddRange(read);
        }

        await log.AppendAsync([.. Enumerable.Range(0, 300).Select(i => Samples.Entry($"later {i}"))], default);
        foreach (var record in kept) Samples.AssertWhole(record);
    }
}
