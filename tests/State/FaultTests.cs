using System.Text;
using PatientFlow.State.Records;

namespace PatientFlow.State.Tests;

/// <summary>A write that fails: nothing that was acknowledged is lost, and it goes on when the fault is gone.</summary>
public sealed class FaultTests : IDisposable
{
    private const long PendingBytesMax = 10_000;
    private readonly FaultyFile file = new();
    private readonly RecordStore store;

    public FaultTests() => store = new RecordStore(file.Open, () => long.MaxValue, PendingBytesMax, _ => { });

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task Deferred_records_go_to_the_disk_with_the_next_that_somebody_waits_for_in_one_synced_batch()
    {
        for (var n = 0; n < 10; n++) Assert.NotNull(await WriteAsync($"p{n}", deferred: true));
        Assert.Empty(file.Writes);
        await WriteAsync("partition", deferred: false);
        // Ten, the one, and the number of the last.
        Assert.Equal([(12, true)], file.Writes);
    }

    [Fact]
    public async Task Records_beyond_the_bound_are_written_out_and_not_synced()
    {
        for (var n = 0; n < 200; n++) await WriteAsync($"p{n}", deferred: true);
        await WriteAsync("partition", deferred: false);
        Assert.All(file.Writes.SkipLast(1), w => Assert.False(w.Synced));
        Assert.True(file.Writes[^1].Synced);
        Assert.True(file.Writes.Count > 1, "200 records of a hundred bytes stayed in 10,000 bytes");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_write_that_failed_the_deferred_ones_are_still_there_and_go_with_the_next(bool happened)
    {
        for (var n = 0; n < 10; n++) await WriteAsync($"p{n}", deferred: true);
        Fail(happened, times: 1);
        await Assert.ThrowsAsync<StateRefusedException>(() => WriteAsync("partition", deferred: false));
        for (var n = 0; n < 10; n++) Assert.Equal($"p{n}", await TextAsync($"p{n}"));

        await WriteAsync("other", deferred: false);
        Assert.Equal(2, file.Opened); // What a write that failed left behind is not trusted.
        Assert.Equal((12, true), file.Writes[^1]);
        for (var n = 0; n < 10; n++) Assert.Equal($"p{n}", Encoding.UTF8.GetString(file.Read(Key($"p{n}").Bytes).AsSpan(RecordHeader.Size)));
    }

    [Fact]
    public async Task What_failed_is_not_written_later_behind_the_back_of_whoever_was_told()
    {
        Fail(happened: false, times: 1);
        await Assert.ThrowsAsync<StateRefusedException>(() => WriteAsync("partition", deferred: false));
        await WriteAsync("other", deferred: false);
        Assert.Null((await store.ReadAsync(Key("partition"))).Record);
    }

    [Fact]
    public async Task Whoever_was_told_that_his_write_failed_writes_again_once_he_has_read()
    {
        Fail(happened: true, times: 1);
        await Assert.ThrowsAsync<StateRefusedException>(() => WriteAsync("partition", deferred: false));
        var (record, seen) = await store.ReadAsync(Key("partition"));
        Assert.NotNull(record); // It may be there, though it failed.
        Assert.NotNull(await store.WriteAsync(Key("partition"), seen, Record("again"), isCleared: false, isDeferred: false));
        Assert.Equal("again", await TextAsync("partition"));
    }

    [Fact]
    public async Task Newer_words_of_a_key_survive_an_older_batch_that_failed()
    {
        await WriteAsync("p", deferred: true, "old");
        var entered = new TaskCompletionSource();
        using var leave = new ManualResetEventSlim();
        file.Before = () =>
        {
            file.Before = () => { };
            entered.SetResult();
            leave.Wait();
            throw new IOException("No space left on device");
        };
        var cut = WriteAsync("partition", deferred: false);
        await entered.Task;
        Assert.Equal("old", await TextAsync("p")); // It is on its way, and read from there.
        await WriteAsync("p", deferred: true, "new");
        leave.Set();
        await Assert.ThrowsAsync<StateRefusedException>(() => cut);
        Assert.Equal("new", await TextAsync("p"));
        await WriteAsync("partition", deferred: false);
        Assert.Equal("new", Encoding.UTF8.GetString(file.Read(Key("p").Bytes).AsSpan(RecordHeader.Size)));
    }

    [Fact]
    public async Task Who_defers_more_than_there_is_room_for_waits_and_is_told_where_it_cannot_be_written()
    {
        Fail(happened: false, times: int.MaxValue);
        var acknowledged = 0;
        await Assert.ThrowsAsync<StateRefusedException>(async () =>
        {
            while (acknowledged < 10_000)
            {
                await WriteAsync($"p{acknowledged}", deferred: true);
                acknowledged++;
            }
        });
        Assert.InRange(acknowledged, 20, 400);
        for (var n = 0; n < acknowledged; n++) Assert.Equal($"p{n}", await TextAsync($"p{n}"));

        file.Before = () => { };
        await WriteAsync("partition", deferred: false);
        Assert.Equal(acknowledged + 2, file.Writes.Sum(w => w.Records));
    }

    [Fact]
    public async Task Cuts_that_come_together_share_a_batch()
    {
        var entered = new TaskCompletionSource();
        using var leave = new ManualResetEventSlim();
        file.Before = () =>
        {
            file.Before = () => { };
            entered.SetResult();
            leave.Wait();
        };
        var first = WriteAsync("first", deferred: false);
        await entered.Task;
        var others = Enumerable.Range(0, 20).Select(n => WriteAsync($"cut{n}", deferred: false)).ToList();
        Assert.All(others, o => Assert.False(o.IsCompleted));
        leave.Set();
        await Task.WhenAll([first, .. others]);
        Assert.Equal([(2, true), (21, true)], file.Writes);
    }

    private void Fail(bool happened, int times)
    {
        var left = times;
        Action fail = () =>
        {
            if (left-- > 0) throw new IOException("No space left on device");
        };
        if (happened) file.After = fail;
        else file.Before = fail;
    }

    private async Task<long?> WriteAsync(string key, bool deferred, string? text = null)
    {
        var seen = (await store.ReadAsync(Key(key))).Seen;
        return await store.WriteAsync(Key(key), seen, Record(text ?? key), isCleared: false, deferred);
    }

    private async Task<string> TextAsync(string key) =>
        Encoding.UTF8.GetString((await store.ReadAsync(Key(key))).Record.AsSpan(RecordHeader.Size));

    private static StateKey Key(string key) => StateKey.Of("ward"u8, "patient", Encoding.UTF8.GetBytes(key));

    private static byte[] Record(string text) => [.. new byte[RecordHeader.Size], .. Encoding.UTF8.GetBytes(text)];
}
