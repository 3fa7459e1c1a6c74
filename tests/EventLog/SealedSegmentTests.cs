namespace PatientFlow.EventLog.Tests;

public sealed class SealedSegmentTests
{
    private const int SegmentBytesMax = 8192;

    [Fact]
    public async Task A_full_segment_is_followed_by_a_new_one_named_after_its_first_offset()
    {
        using var folder = await FilledAsync();
        var names = Directory.GetFiles(LogFolder.Partition(folder.Path, 0)).Select(Path.GetFileName).Order().ToArray();
        Assert.True(names.Length > 3);
        Assert.Equal("00000000000000000000.log", names[0]);
        await using var log = EmbeddedLog.Open(Options(folder), TimeProvider.System);
        Assert.Equal(100, log.EndOffset(0));
        Assert.All(Reads.All(log, 0), Samples.AssertWhole);
    }

    [Fact]
    public async Task A_record_larger_than_a_segment_gets_one_of_its_own()
    {
        using var folder = await FilledAsync();
        await using var log = EmbeddedLog.Open(Options(folder), TimeProvider.System);
        await log.AppendAsync([Samples.Entry("big", 3 * SegmentBytesMax), Samples.Entry("after", 1)], default);
        Assert.Equal([3 * SegmentBytesMax, 1], Reads.All(log, 0).TakeLast(2).Select(r => r.Payload.Length));
    }

    [Fact]
    public async Task A_changed_record_in_a_sealed_segment_is_an_error_where_it_is_read_and_only_there()
    {
        using var folder = await FilledAsync();
        var file = folder.Segment(0);
        var bytes = await File.ReadAllBytesAsync(file);
        var second = SegmentHeader.SizeBytes + RecordFrame.SizeOf(Samples.Entry("0"));
        bytes[second + RecordFrame.HeaderBytes] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        await using var log = EmbeddedLog.Open(Options(folder), TimeProvider.System);
        Assert.True(log.TryRead(0, 0, 1, out _));
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var failure = await Assert.ThrowsAsync<EventLogDamagedException>(async () => await log.ReadAsync(0, 1, 10, default));
            Assert.Equal(file, failure.File);
            Assert.Equal(second, failure.Position);
            Assert.Contains($"byte {second}", failure.Message);
        }

        Assert.True(log.TryRead(0, 90, 1, out _));
    }

    [Fact]
    public async Task Any_bit_flipped_in_a_sealed_segment_is_an_error_of_opening_or_of_reading()
    {
        using var folder = await FilledAsync();
        var file = folder.Segment(0);
        var good = await File.ReadAllBytesAsync(file);
        // The last four bytes of header and footer are the zeros that fill up their size.
        foreach (var at in Enumerable.Range(0, good.Length - 4).Where(i => i < 100 ? i is < 36 or >= 40 : i % 13 == 0 || i > good.Length - 60))
        {
            var bytes = (byte[])good.Clone();
            bytes[at] ^= (byte)(1 << (at % 8));
            await File.WriteAllBytesAsync(file, bytes);
            var failure = await Assert.ThrowsAsync<EventLogDamagedException>(async () =>
            {
                await using var log = EmbeddedLog.Open(Options(folder), TimeProvider.System);
                Reads.All(log, 0);
            });
            Assert.Equal(file, failure.File);
        }
    }

    [Fact]
    public async Task A_missing_or_foreign_segment_is_an_error()
    {
        using var folder = await FilledAsync();
        var files = Directory.GetFiles(LogFolder.Partition(folder.Path, 0)).Order().ToArray();
        var second = await File.ReadAllBytesAsync(files[1]);

        File.Delete(files[1]);
        var missing = Assert.Throws<EventLogDamagedException>(() => EmbeddedLog.Open(Options(folder), TimeProvider.System));
        Assert.Equal(files[2], missing.File);

        await File.WriteAllBytesAsync(files[1], await File.ReadAllBytesAsync(files[0]));
        var foreign = Assert.Throws<EventLogDamagedException>(() => EmbeddedLog.Open(Options(folder), TimeProvider.System));
        Assert.Equal(files[1], foreign.File);

        await File.WriteAllBytesAsync(files[1], second[..(second.Length / 2)]);
        Assert.Throws<EventLogDamagedException>(() => EmbeddedLog.Open(Options(folder), TimeProvider.System));

        await File.WriteAllBytesAsync(files[1], second);
        await using var log = EmbeddedLog.Open(Options(folder), TimeProvider.System);
        Assert.Equal(100, Reads.All(log, 0).Count);
    }

    [Fact]
    public async Task The_oldest_segments_may_be_deleted_while_the_log_is_closed()
    {
        using var folder = await FilledAsync();
        var files = Directory.GetFiles(LogFolder.Partition(folder.Path, 0)).Order().ToArray();
        File.Delete(files[0]);
        await using var log = EmbeddedLog.Open(Options(folder), TimeProvider.System);
        Assert.True(log.StartOffset(0) > 0);
        Assert.Equal(100 - log.StartOffset(0), Reads.All(log, 0).Count);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await log.ReadAsync(0, 0, 1, default));
    }

    private static EventLogOptions Options(TestFolder folder) => folder.Options(1, SegmentBytesMax);

    private static async Task<TestFolder> FilledAsync()
    {
        var folder = new TestFolder();
        await using var log = EmbeddedLog.Open(Options(folder), TimeProvider.System);
        for (var n = 0; n < 100; n += 5)
            await log.AppendAsync([.. Enumerable.Range(n, 5).Select(i => Samples.Entry($"{i}"))], default);
        return folder;
    }
}
