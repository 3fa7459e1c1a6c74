namespace PatientFlow.EventLog.Tests;

/// <summary>A log that was not closed cleanly: its last segment has no footer, and its end may be anything.</summary>
public sealed class TailRecoveryTests
{
    private const int Groups = 4;

    [Fact]
    public async Task A_file_cut_at_any_byte_keeps_every_whole_record_before_and_reports_the_rest()
    {
        var (image, ends) = await UncleanSegmentAsync();
        for (var length = SegmentHeader.SizeBytes; length <= image.Length; length++)
        {
            var whole = ends.Count(e => e <= length) - 1;
            await AssertRecoversAsync(image[..length], whole, cutBytes: length - ends[whole]);
        }
    }

    [Fact]
    public async Task A_flipped_bit_in_the_last_group_cuts_the_log_before_that_record()
    {
        var (image, ends) = await UncleanSegmentAsync();
        // The last group is the last three records; before it lies what must not be given up silently.
        var lastGroup = ends[^4];
        for (var at = lastGroup; at < image.Length; at++)
        {
            var flipped = (byte[])image.Clone();
            flipped[at] ^= (byte)(1 << (at % 8));
            var whole = ends.Count(e => e <= at) - 1;
            await AssertRecoversAsync(flipped, whole, cutBytes: image.Length - ends[whole]);
        }
    }

    [Fact]
    public async Task A_flipped_bit_before_the_last_group_is_damage_and_names_file_and_byte()
    {
        var (image, ends) = await UncleanSegmentAsync();
        for (var at = SegmentHeader.SizeBytes; at < ends[^4]; at += 3)
        {
            var flipped = (byte[])image.Clone();
            flipped[at] ^= (byte)(1 << (at % 8));
            using var folder = await FolderWithAsync(flipped);
            var failure = Assert.Throws<EventLogDamagedException>(() => EventLog.Open(folder.Options(1), TimeProvider.System));
            Assert.Equal(folder.Segment(0), failure.File);
            Assert.Equal(ends.Last(e => e <= at), failure.Position);
            Assert.False(failure.IsTransient);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(512)]
    [InlineData(100_000)]
    public async Task Zeros_that_a_crash_left_behind_the_end_are_cut(int zeros)
    {
        var (image, ends) = await UncleanSegmentAsync();
        await AssertRecoversAsync([.. image, .. new byte[zeros]], ends.Length - 1, zeros);
    }

    [Fact]
    public async Task A_payload_that_holds_bytes_of_a_frame_does_not_pass_for_one()
    {
        var (image, ends) = await UncleanSegmentAsync();
        using var folder = new TemporaryFolder();
        // The tail is torn in a record whose payload is a whole log: nothing in it may be taken for a record.
        await using (var log = EventLog.Open(folder.Options(1), TimeProvider.System))
        {
            await log.AppendAsync([Samples.Entry("before")], default);
            await log.AppendAsync([new LogEntry("k"u8.ToArray(), image)], default);
        }

        var bytes = await File.ReadAllBytesAsync(folder.Segment(0));
        var end = await UnsealAsync(folder);
        bytes[end - 1] ^= 1;
        await File.WriteAllBytesAsync(folder.Segment(0), bytes[..end]);

        await using var again = EventLog.Open(folder.Options(1), TimeProvider.System);
        Assert.Single(again.TailCuts);
        Assert.Equal(["before"], Reads.All(again, 0).Select(Samples.KeyOf));
        Assert.True(ends.Length > 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(39)]
    public async Task A_segment_that_was_never_finished_is_made_anew(int length)
    {
        var (image, _) = await UncleanSegmentAsync();
        await AssertRecoversAsync(image[..length], whole: 0, cutBytes: length);
    }

    [Fact]
    public async Task A_header_that_changed_is_damage_when_records_follow()
    {
        var (image, _) = await UncleanSegmentAsync();
        for (var at = 0; at < SegmentHeader.SizeBytes - 4; at++)
        {
            var flipped = (byte[])image.Clone();
            flipped[at] ^= 4;
            using var folder = await FolderWithAsync(flipped);
            Assert.Throws<EventLogDamagedException>(() => EventLog.Open(folder.Options(1), TimeProvider.System));
        }
    }

    /// <summary>A segment as a kill leaves it, and the positions where its records end, the header's end first.</summary>
    private static async Task<(byte[] Image, int[] Ends)> UncleanSegmentAsync()
    {
        using var folder = new TemporaryFolder();
        await using (var log = EventLog.Open(folder.Options(1), TimeProvider.System))
            for (var group = 0; group < Groups; group++)
                await log.AppendAsync([.. Enumerable.Range(0, 3).Select(i => Samples.Entry($"{group}-{i}"))], default);
        var end = await UnsealAsync(folder);
        var ends = new List<int> { SegmentHeader.SizeBytes };
        for (var group = 0; group < Groups; group++)
            for (var i = 0; i < 3; i++)
                ends.Add(ends[^1] + RecordFrame.SizeOf(Samples.Entry($"{group}-{i}")));
        Assert.Equal(end, ends[^1]);
        return ((await File.ReadAllBytesAsync(folder.Segment(0)))[..end], [.. ends]);
    }

    private static async Task<int> UnsealAsync(TemporaryFolder folder)
    {
        var bytes = await File.ReadAllBytesAsync(folder.Segment(0));
        var end = bytes.AsSpan().LastIndexOf("PFLOGEND"u8);
        Assert.True(end > 0);
        await File.WriteAllBytesAsync(folder.Segment(0), bytes[..end]);
        return end;
    }

    private static async Task<TemporaryFolder> FolderWithAsync(byte[] image)
    {
        var folder = new TemporaryFolder();
        await EventLog.Open(folder.Options(1), TimeProvider.System).DisposeAsync();
        await File.WriteAllBytesAsync(folder.Segment(0), image);
        return folder;
    }

    private static async Task AssertRecoversAsync(byte[] image, int whole, int cutBytes)
    {
        using var folder = await FolderWithAsync(image);
        await using var log = EventLog.Open(folder.Options(1), TimeProvider.System);
        Assert.Equal(cutBytes, log.TailCuts.Sum(c => c.BytesCut));
        Assert.Equal(whole, log.EndOffset(0));
        Assert.All(Reads.All(log, 0), Samples.AssertWhole);

        // And the log goes on where it was cut.
        var next = Assert.Single(await log.AppendAsync([Samples.Entry("next")], default));
        Assert.Equal(whole, next.Offset);
        Assert.Equal("next", Samples.KeyOf(Reads.All(log, 0)[^1]));
    }
}
