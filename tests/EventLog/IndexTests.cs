namespace PatientFlow.EventLog.Tests;

public sealed class IndexTests
{
    private const int Records = 3000;

    [Fact]
    public async Task Any_offset_is_found_while_written_after_a_clean_stop_and_after_a_crash()
    {
        var disk = new SimulatedDisk();
        // Two segments, each long enough for several entries of the sparse index.
        var options = CrashWorkload.Options with { Partitions = 1, SegmentBytesMax = 700_000, ReadBytesMax = 100_000 };
        SimulatedDisk killed;
        await using (var log = EmbeddedLog.Open(options, new FakeTimeProvider(), disk))
        {
            for (var n = 0; n < Records; n += 50)
                await log.AppendAsync([.. Enumerable.Range(n, 50).Select(i => Samples.Entry($"{i}"))], default);
            AssertFindsAnything(log);
            killed = disk.AfterKill();
        }

        await using (var sealedLog = EmbeddedLog.Open(options, new FakeTimeProvider(), disk)) AssertFindsAnything(sealedLog);
        await using var scanned = EmbeddedLog.Open(options, new FakeTimeProvider(), killed);
        AssertFindsAnything(scanned);
    }

    private static void AssertFindsAnything(EmbeddedLog log)
    {
        Assert.Equal(Records, log.EndOffset(0));
        var random = new Random(1);
        for (var n = 0; n < 300; n++)
        {
            var offset = random.Next(Records);
            Assert.True(log.TryRead(0, offset, 3, out var records));
            Assert.Equal($"{offset}", Samples.KeyOf(records[0]));
            Assert.All(records, Samples.AssertWhole);
        }
    }
}
