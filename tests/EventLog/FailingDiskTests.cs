namespace PatientFlow.EventLog.Tests;

public sealed class FailingDiskTests
{
    [Fact]
    public async Task After_a_failed_fsync_the_writer_is_dead_and_what_was_durable_stays_readable()
    {
        var disk = new SimulatedDisk();
        await using var log = EmbeddedLog.Open(CrashWorkload.Options, new FakeTimeProvider(), disk);
        var before = Assert.Single(await log.AppendAsync([Samples.Entry("before")], default));
        var waiting = log.ReadAsync(before.Partition, before.Offset + 1, 1, default).AsTask();
        disk.BeforeStep = (_, name) => Fail(name, "sync /log");

        var failure = await Assert.ThrowsAsync<EventLogFailedException>(
            async () => await log.AppendAsync([Samples.Entry("lost")], default));
        Assert.Contains("the disk says no", failure.Message);
        disk.BeforeStep = (_, _) => { };

        await Assert.ThrowsAsync<EventLogFailedException>(() => waiting);
        await Assert.ThrowsAsync<EventLogFailedException>(async () => await log.AppendAsync([Samples.Entry("a")], default));
        Assert.Equal(["before"], Reads.All(log, before.Partition).Select(Samples.KeyOf));
        await log.DisposeAsync();

        await using var again = EmbeddedLog.Open(CrashWorkload.Options, new FakeTimeProvider(), disk);
        await again.AppendAsync([Samples.Entry("after")], default);
    }

    [Fact]
    public async Task Whichever_step_fails_the_log_reopens_with_all_that_was_acknowledged()
    {
        var failed = 0;
        for (var step = 0; ; step++)
        {
            var disk = new SimulatedDisk();
            var workload = new CrashWorkload(7, disk);
            var target = step;
            disk.BeforeStep = (n, name) =>
            {
                if (n != target) return;
                // A failed fsync of Linux: the pages count as clean, are not on the disk, and still read as written.
                if (name.StartsWith("sync /", StringComparison.Ordinal)) disk.LoseDirtyPages(name["sync ".Length..]);
                failed++;
                throw new IOException("the disk says no");
            };
            try
            {
                await workload.AppendAsync();
            }
            catch (IOException)
            {
            }

            if (failed == step) break;
            disk.BeforeStep = (_, _) => { };
            var oracle = new CrashOracle(workload);
            oracle.Check($"step {step} failed", disk.AfterKill(), workload.AckedEnds);
            oracle.Check($"step {step} failed, then power", disk.AfterPowerLoss(() => false), workload.AckedEnds);
            Assert.True(oracle.Violations.Count == 0, string.Join('\n', oracle.Violations.Take(5)));
        }

        Assert.True(failed > 100);
    }

    private static void Fail(string step, string prefix)
    {
        if (step.StartsWith(prefix, StringComparison.Ordinal)) throw new IOException("the disk says no");
    }
}
