namespace PatientFlow.EventLog.Tests;

/// <summary>The disk is held still, so that what is queued stays queued.</summary>
public sealed class BackPressureTests : IAsyncDisposable
{
    private readonly SimulatedDisk disk = new();
    private readonly ManualResetEventSlim go = new(initialState: true);
    private readonly SemaphoreSlim held = new(0);
    private readonly EmbeddedLog log;

    public BackPressureTests()
    {
        var options = CrashWorkload.Options with { QueuedBytesMax = 4096 };
        log = EmbeddedLog.Open(options, new FakeTimeProvider(), disk);
        disk.BeforeStep = (_, _) =>
        {
            if (!go.IsSet) held.Release();
            go.Wait();
        };
    }

    [Fact]
    public async Task Appends_beyond_the_limit_wait_and_go_on_in_their_order_when_there_is_room()
    {
        var appends = await FillAsync();
        var waiting = Enumerable.Range(0, 5).Select(i => Append($"waiting-{i}")).ToArray();
        Assert.DoesNotContain(waiting, a => a.IsCompleted);

        go.Set();
        await Task.WhenAll(appends.Concat(waiting));

        var found = 0;
        for (var p = 0; p < log.PartitionCount; p++)
        {
            var keys = Reads.All(log, p).Select(Samples.KeyOf).Where(k => k.StartsWith('w')).ToArray();
            Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
            found += keys.Length;
        }

        Assert.Equal(waiting.Length, found);
    }

    [Fact]
    public async Task A_cancelled_wait_for_room_has_written_nothing_and_holds_up_nobody()
    {
        var appends = await FillAsync();
        using var stop = new CancellationTokenSource();
        var cancelled = log.AppendAsync([Samples.Entry("cancelled", 1000)], stop.Token).AsTask();
        var behind = Append("behind");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        go.Set();
        await Task.WhenAll(appends.Append(behind));
        for (var p = 0; p < log.PartitionCount; p++)
            Assert.DoesNotContain("cancelled", Reads.All(log, p).Select(Samples.KeyOf));
    }

    [Fact]
    public async Task Cancelling_what_is_already_accepted_changes_nothing()
    {
        go.Reset();
        using var stop = new CancellationTokenSource();
        var accepted = log.AppendAsync([Samples.Entry("accepted", 1000)], stop.Token).AsTask();
        await stop.CancelAsync();
        go.Set();
        Assert.Equal(0, Assert.Single(await accepted).Offset);
    }

    [Fact]
    public async Task Disposal_finishes_what_is_accepted_and_refuses_what_waits_for_room()
    {
        var appends = await FillAsync();
        var waiting = Append("waiting");
        var disposal = log.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.False(disposal.IsCompleted);

        go.Set();
        await disposal;
        foreach (var append in appends) Assert.Single(await append);
    }

    public async ValueTask DisposeAsync()
    {
        go.Set();
        await log.DisposeAsync();
        go.Dispose();
        held.Dispose();
    }

    /// <summary>Appends until the queue is full, with the writer standing in the middle of the first group.</summary>
    private async Task<Task<LogPosition[]>[]> FillAsync()
    {
        go.Reset();
        var first = Append("first");
        await held.WaitAsync();
        return [first, Append("second"), Append("third")];
    }

    private Task<LogPosition[]> Append(string key) => log.AppendAsync([Samples.Entry(key, 1300)], default).AsTask();
}
