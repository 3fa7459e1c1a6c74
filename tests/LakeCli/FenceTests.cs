using PatientFlow.CommandLine;
using PatientFlow.Lake.Stores;
using PatientFlow.Lakehouse.Fence;

namespace PatientFlow.Tests;

/// <summary>One silo at a time feeds a lake, whoever was killed, paused or started twice (I-13).</summary>
public sealed class FenceTests : IDisposable
{
    private static readonly FenceTimes Times = new();
    private readonly TestFolder folder = new();
    private readonly FakeTimeProvider time = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Of_sixteen_silos_that_want_a_lake_at_once_one_gets_it()
    {
        var takes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            using var fence = Fence($"silo {i}");
            return await fence.TryTakeAsync(None);
        }));
        Assert.Single(takes, other => other is null);
    }

    [Fact]
    public async Task A_silo_that_waits_is_told_who_has_the_lake()
    {
        using var first = await TakenAsync("first");
        using var second = Fence("second");
        var holder = await second.TryTakeAsync(None);
        Assert.Equal("first", holder?.Holder);
        Assert.False(second.IsTaken);
    }

    [Fact]
    public async Task A_silent_holder_is_overtaken_after_a_lease_and_not_before()
    {
        using var first = await TakenAsync("first");
        using var second = Fence("second");
        Assert.NotNull(await second.TryTakeAsync(None));
        time.Advance(Times.Lease - TimeSpan.FromTicks(1));
        Assert.NotNull(await second.TryTakeAsync(None));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await second.TryTakeAsync(None));
    }

    [Fact]
    public async Task A_holder_that_gives_signs_of_life_keeps_the_lake()
    {
        using var first = await TakenAsync("first");
        using var second = Fence("second");
        for (var beat = 0; beat < 250; beat++)
        {
            Assert.NotNull(await second.TryTakeAsync(None));
            time.Advance(Times.Beat);
            await first.BeatAsync(None);
        }

        // Past two checkpoints and the clean-up of what they replaced: who comes later still finds the holder.
        using var third = Fence("third");
        Assert.Equal("first", (await third.TryTakeAsync(None))?.Holder);
    }

    [Fact]
    public async Task A_lake_that_was_left_is_taken_at_once()
    {
        using var first = await TakenAsync("first");
        using var second = Fence("second");
        Assert.NotNull(await second.TryTakeAsync(None));
        await first.ReleaseAsync(None);
        Assert.Null(await second.TryTakeAsync(None));
    }

    [Fact]
    public async Task The_next_run_of_a_silo_that_was_killed_need_not_wait()
    {
        using var killed = await TakenAsync("first");
        using var next = Fence("first");
        Assert.Null(await next.TryTakeAsync(None));
    }

    [Fact]
    public async Task A_holder_that_was_paused_and_overtaken_finds_out_before_it_commits()
    {
        using var paused = await TakenAsync("first");
        using var second = Fence("second");
        await second.TryTakeAsync(None);
        time.Advance(Times.Lease);
        await second.TryTakeAsync(None);
        await Assert.ThrowsAsync<CommandException>(() => paused.ConfirmAsync(None));
        Assert.True(paused.IsLost);

        // Also when the one that took it is gone: the grains of the paused one are behind the lake.
        await second.ReleaseAsync(None);
        await Assert.ThrowsAsync<CommandException>(() => paused.ConfirmAsync(None));
    }

    [Fact]
    public async Task A_holder_that_was_paused_and_not_overtaken_goes_on()
    {
        using var paused = await TakenAsync("first");
        time.Advance(10 * Times.Lease);
        await paused.ConfirmAsync(None);
        Assert.False(paused.IsLost);
    }

    [Fact]
    public async Task A_lake_that_holds_the_offsets_of_another_source_is_refused()
    {
        using (var first = await TakenAsync("first")) await first.ReleaseAsync(None);
        using var other = Fence("second", "topic:elsewhere");
        var refusal = await Assert.ThrowsAsync<CommandException>(() => other.TryTakeAsync(None));
        Assert.Contains("fed from the topic patients", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<LakeFence> TakenAsync(string holder)
    {
        var fence = Fence(holder);
        Assert.Null(await fence.TryTakeAsync(None));
        return fence;
    }

    private LakeFence Fence(string holder, string source = "topic:patients") => new(
        _ => Task.FromResult<ILakeStore>(new LocalStore(folder.Path)),
        new FenceIdentity(holder, source, $"the topic {source[6..]}"), Times, time);
}
