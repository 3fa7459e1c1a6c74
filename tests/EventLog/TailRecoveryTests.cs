namespace PatientFlow.EventLog.Tests;

/// <summary>A log that was not closed cleanly: its last segment has no footer, and its end may be anything.</summary>
public sealed class TailRecoveryTests
{
    private const int Groups = 4;

    private static readonly string SegmentPath = Path.Combine(LogFolder.Partition("/log", 0), Segment.FileName(0));

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
            var disk = DiskWith(flipped);
            var failure = Assert.Throws<EventLogDamagedException>(() => Open(disk));
            Assert.Equal(SegmentPath, failure.File);
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
        var (image, _) = await UncleanSegmentAsync();
        // The tail is torn in a record whose payload is a whole segment: nothing in it may be taken for a record.
        var disk = new SimulatedDisk();
        await using (var log = Open(disk))
        {
            await log.AppendAsync([Samples.Entry("before")], default);
            await log.AppendAsync([new LogEntry("k"u8.ToArray(), image)], default);
        }

        var torn = WithoutFooter(disk.Get(SegmentPath));
        torn[^1] ^= 1;
        await using var again = Open(DiskWith(torn));
        Assert.Single(again.TailCuts);
        Assert.Equal(["before"], Reads.All(again, 0).Select(Samples.KeyOf));
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
            Assert.Throws<EventLogDamagedException>(() => Open(DiskWith(flipped)));
        }
    }

    private static EmbeddedLog Open(SimulatedDisk disk) =>
        EmbeddedLog.Open(new EventLogOptions { Folder = "/log", Partitions = 1 }, TimeProvider.System, disk);

    /// <summary>
    /// A segment as a kill leaves it, and the positions where its records end, the header's end first.
    /// </summary>
    private static async Task<(byte[] Image, int[] Ends)> UncleanSegmentAsync()
    {
        var disk = new SimulatedDisk();
        var ends = new List<int> { SegmentHeader.SizeBytes };
        await using (var log = Open(disk))
            for (var group = 0; group < Groups; group++)
            {
                var entries = Enumerable.Range(0, 3).Select(i => Samples.Entry($"{group}-{i}")).ToArray();
                await log.AppendAsync(entries, default);
                foreach (var entry in entries) ends.Add(ends[^1] + RecordFrame.SizeOf(entry));
            }

        var image = WithoutFooter(disk.Get(SegmentPath));
        Assert.Equal(image.Length, ends[^1]);
        return (image, [.. ends]);
    }

    private static byte[] WithoutFooter(byte[] segment) => segment[..segment.AsSpan().LastIndexOf("PFLOGEND"u8)];

    private static SimulatedDisk DiskWith(byte[] image)
    {
        var disk = new SimulatedDisk();
        LogFolder.Create(disk, "/log", 1, TimeProvider.System);
        disk.Put(SegmentPath, image);
        return disk;
    }

    private static async Task AssertRecoversAsync(byte[] image, int whole, int cutBytes)
    {
        await using var log = Open(DiskWith(image));
        Assert.Equal(cutBytes, log.TailCuts.Sum(c => c.BytesCut));
        Assert.Equal(whole, log.EndOffset(0));
        Assert.All(Reads.All(log, 0), Samples.AssertWhole);

        // And the log goes on where it was cut.
        var next = Assert.Single(await log.AppendAsync([Samples.Entry("next")], default));
        Assert.Equal(whole, next.Offset);
        Assert.Equal("next", Samples.KeyOf(Reads.All(log, 0)[^1]));
    }
}
