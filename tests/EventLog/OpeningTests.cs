namespace PatientFlow.EventLog.Tests;

public sealed class OpeningTests
{
    [Fact]
    public async Task A_folder_is_open_once_at_a_time()
    {
        using var folder = new TestFolder();
        await using (EmbeddedLog.Open(folder.Options(), TimeProvider.System))
        {
            var failure = Assert.Throws<EventLogLockedException>(() => EmbeddedLog.Open(folder.Options(), TimeProvider.System));
            Assert.Contains(folder.Path, failure.Message);
            Assert.True(failure.IsTransient);
        }

        await EmbeddedLog.Open(folder.Options(), TimeProvider.System).DisposeAsync();
    }

    [Fact]
    public async Task A_second_process_is_told_that_the_folder_is_in_use()
    {
        using var folder = new TestFolder();
        await using var log = EmbeddedLog.Open(AppendingProcess.Options(folder.Path), TimeProvider.System);
        using var other = ChildProcess.StartSelf(AppendingProcess.Argument, folder.Path);
        var error = await other.StandardError.ReadToEndAsync();
        await other.WaitForExitAsync();
        Assert.NotEqual(0, other.ExitCode);
        Assert.Contains(nameof(EventLogLockedException), error);
        Assert.Contains("in use by another process", error);
    }

    [Fact]
    public async Task Another_partition_count_is_an_error_that_names_both()
    {
        using var folder = new TestFolder();
        await EmbeddedLog.Open(folder.Options(4), TimeProvider.System).DisposeAsync();
        var failure = Assert.Throws<EventLogMismatchException>(() => EmbeddedLog.Open(folder.Options(8), TimeProvider.System));
        Assert.Contains("4 partitions, not 8", failure.Message);
        await EmbeddedLog.Open(folder.Options(4), TimeProvider.System).DisposeAsync();
    }

    [Fact]
    public async Task A_log_without_its_description_is_not_taken_for_a_new_one()
    {
        using var folder = new TestFolder();
        await using (var log = EmbeddedLog.Open(folder.Options(1), TimeProvider.System))
            await log.AppendAsync([Samples.Entry("a")], default);
        File.Delete(Path.Combine(folder.Path, LogDescription.FileName));
        Assert.Throws<EventLogDamagedException>(() => EmbeddedLog.Open(folder.Options(1), TimeProvider.System));
    }

    [Fact]
    public async Task A_changed_description_is_an_error()
    {
        using var folder = new TestFolder();
        await EmbeddedLog.Open(folder.Options(4), TimeProvider.System).DisposeAsync();
        var path = Path.Combine(folder.Path, LogDescription.FileName);
        var good = await File.ReadAllBytesAsync(path);
        for (var at = 0; at < good.Length; at++)
        {
            var bytes = (byte[])good.Clone();
            bytes[at] ^= 1;
            await File.WriteAllBytesAsync(path, bytes);
            Assert.ThrowsAny<EventLogException>(() => EmbeddedLog.Open(folder.Options(4), TimeProvider.System));
        }
    }

    [Fact]
    public void An_option_out_of_range_is_refused_by_name()
    {
        using var folder = new TestFolder();
        foreach (var (bad, name) in new[]
        {
            (folder.Options(0), "Partitions"),
            (folder.Options(1001), "Partitions"),
            (folder.Options(segmentBytesMax: 100), "SegmentBytesMax"),
            (folder.Options() with { RecordBytesMax = 0 }, "RecordBytesMax"),
            (folder.Options() with { QueuedBytesMax = 1 }, "QueuedBytesMax"),
        })
        {
            var failure = Assert.Throws<ArgumentOutOfRangeException>(() => EmbeddedLog.Open(bad, TimeProvider.System));
            Assert.Equal(name, failure.ParamName);
        }
    }

    [Fact]
    public async Task A_disposed_log_refuses_appends_and_wakes_readers()
    {
        using var folder = new TestFolder();
        var log = EmbeddedLog.Open(folder.Options(), TimeProvider.System);
        var accepted = log.AppendAsync([Samples.Entry("a")], default);
        var reader = log.ReadAsync(0, 100, 1, default).AsTask();
        await log.DisposeAsync();
        await log.DisposeAsync();

        await accepted;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reader);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await log.AppendAsync([Samples.Entry("b")], default));
    }
}
