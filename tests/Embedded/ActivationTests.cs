using System.Collections.Concurrent;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using PatientFlow.Tests.Fakes;

namespace PatientFlow.Tests;

public sealed class ActivationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_activation_fails_the_waiting_calls_and_the_next_call_tries_again(bool stepped)
    {
        var turns = stepped ? new SteppedTurns() : null;
        await using var silo = await TestSilo.StartAsync(turns: turns);
        var grain = silo.Grains.GetGrain<ILife>("fails-once");

        var calls = new[] { grain.CallAsync("a"), grain.CallAsync("b") };
        turns?.Run();
        var failure = await Assert.ThrowsAsync<FormatException>(() => calls[0]);
        if (stepped) await Assert.ThrowsAsync<FormatException>(() => calls[1]);
        var next = grain.CallAsync("c");
        turns?.Run();
        await next;

        Assert.Equal("not the first time", failure.Message);
        Assert.Equal(2, silo.Probe.Log.Count(note => note == "activating"));
    }

    [Fact]
    public async Task An_activation_that_hangs_ends_at_its_limit_and_the_next_call_tries_again()
    {
        var time = new FakeTime();
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(
            builder => builder.Configure<GrainCollectionOptions>(
                options => options.ActivationTimeout = TimeSpan.FromSeconds(5)),
            time,
            turns);
        var call = silo.Grains.GetGrain<ILife>("hangs-once").CallAsync("x");
        turns.Run();

        time.Advance(TimeSpan.FromSeconds(5));
        turns.Run();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await silo.DoAsync(turns, silo.Grains.GetGrain<ILife>("hangs-once").CallAsync("x"));
    }

    [Fact]
    public async Task A_grain_that_deactivates_itself_ends_its_running_call_and_a_successor_takes_the_others()
    {
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(turns: turns);
        var grain = silo.Grains.GetGrain<ILife>("l");

        var calls = new[] { grain.LeaveAsync("gate"), grain.CallAsync("waiting") };
        turns.Run();
        silo.Probe.Open("gate");
        turns.Run();
        await Task.WhenAll(calls);

        Assert.Equal(
            ["activating", "leaving", "left", "deactivated ApplicationRequested", "activating", "waiting"],
            silo.Probe.Log);
        Assert.Equal(1, silo.Activations("life"));
    }

    [Fact]
    public async Task A_reference_that_outlives_an_activation_finds_the_next_one()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<ILife>("l");
        silo.Probe.Open("gate");

        await grain.LeaveAsync("gate");
        await silo.Probe.Gate("deactivated");
        await grain.CallAsync("again");

        Assert.Equal("again", silo.Probe.Log[^1]);
    }

    [Fact]
    public async Task An_idle_grain_leaves_memory_at_its_age_and_one_in_use_does_not()
    {
        var time = new FakeTime();
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(time: time, turns: turns);
        await silo.DoAsync(turns, silo.Grains.GetGrain<ILife>("idle").CallAsync("a"));
        await silo.DoAsync(turns, silo.Grains.GetGrain<ILife>("used").CallAsync("b"));

        for (var minute = 0; minute < 14; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await silo.DoAsync(turns, silo.Grains.GetGrain<ILife>("used").CallAsync("b"));
        }

        Assert.Equal(2, silo.Activations("life"));
        time.Advance(TimeSpan.FromMinutes(2));
        turns.Run();

        Assert.Equal(1, silo.Activations("life"));
        Assert.Contains("deactivated ActivationIdle", silo.Probe.Log);
    }

    [Fact]
    public async Task A_grain_with_a_call_that_waits_is_not_idle()
    {
        var time = new FakeTime();
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(time: time, turns: turns);
        var call = silo.Grains.GetGrain<ILife>("l").HoldAsync("gate");
        turns.Run();

        time.Advance(TimeSpan.FromHours(1));
        turns.Run();
        silo.Probe.Open("gate");
        turns.Run();

        Assert.Equal(1, silo.Activations("life"));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task A_class_may_be_kept_alive_or_have_its_own_age_and_a_grain_may_ask_for_more_time()
    {
        var time = new FakeTime();
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(time: time, turns: turns);
        await silo.DoAsync(turns, silo.Grains.GetGrain<IKept>("k").CallAsync());
        await silo.DoAsync(turns, silo.Grains.GetGrain<IShortLived>("s").CallAsync());
        await silo.DoAsync(turns, silo.Grains.GetGrain<IShortLived>("delayed").DelayAsync(TimeSpan.FromMinutes(30)));

        time.Advance(TimeSpan.FromMinutes(4));
        turns.Run();
        Assert.Equal(1, silo.Activations("shortlived"));
        time.Advance(TimeSpan.FromMinutes(25));
        turns.Run();
        Assert.Equal(1, silo.Activations("shortlived"));
        time.Advance(TimeSpan.FromMinutes(5));
        turns.Run();
        Assert.Equal(0, silo.Activations("shortlived"));
        time.Advance(TimeSpan.FromHours(24));
        turns.Run();
        Assert.Equal(1, silo.Activations("kept"));
    }

    [Fact]
    public async Task Every_grain_is_deactivated_when_the_silo_stops_even_if_one_calls_another()
    {
        var silo = await TestSilo.StartAsync();
        foreach (var i in Enumerable.Range(0, 100)) await silo.Grains.GetGrain<ILife>($"l{i}").CallAsync("x");
        await silo.Grains.GetGrain<ILife>("calls-at-end").CallAsync("x");

        await silo.StopAsync();

        Assert.Equal(102, silo.Probe.Log.Count(note => note == "deactivated ShuttingDown"));
        Assert.Equal(0, silo.Activations("life"));
        await silo.DisposeAsync();
    }

    [Fact]
    public async Task A_grain_that_hangs_while_it_deactivates_is_waited_for_no_longer_than_the_limit()
    {
        var time = new FakeTime();
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(
            builder => builder.Configure<SiloMessagingOptions>(
                options => options.ResponseTimeout = TimeSpan.FromMinutes(2)),
            time,
            turns);
        await silo.DoAsync(turns, silo.Grains.GetGrain<ILife>("hangs-at-end").CallAsync("x"));
        silo.Probe.Open("gate");
        await silo.DoAsync(turns, silo.Grains.GetGrain<ILife>("hangs-at-end").LeaveAsync("gate"));
        var next = silo.Grains.GetGrain<ILife>("hangs-at-end").CallAsync("next");

        time.Advance(TimeSpan.FromSeconds(29));
        turns.Run();
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        turns.Run();
        await next;
    }

    [Fact]
    public async Task A_grain_that_keeps_leaving_answers_every_call_and_never_lives_twice_at_once()
    {
        await using var silo = await TestSilo.StartAsync();

        var sums = await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            var answered = 0;
            for (var i = 0; i < 2_000; i++)
                answered += await silo.Grains.GetGrain<IRestless>($"r{i % 3}").CallAsync((i + caller) % 5 == 0);
            return answered;
        })));

        Assert.All(sums, sum => Assert.Equal(2_000, sum));
        Assert.DoesNotContain("violation", silo.Probe.Log);
    }

    internal interface IRestless : IGrainWithStringKey
    {
        Task<int> CallAsync(bool leave);
    }

    internal interface ILife : IGrainWithStringKey
    {
        Task CallAsync(string note);

        Task LeaveAsync(string gate);

        Task HoldAsync(string gate);
    }

    internal interface IKept : IGrainWithStringKey
    {
        Task CallAsync();
    }

    internal interface IShortLived : IGrainWithStringKey
    {
        Task CallAsync();

        Task DelayAsync(TimeSpan time);
    }

    internal sealed class LifeGrain(Probe probe) : Grain, ILife
    {
        public override async Task OnActivateAsync(CancellationToken cancellationToken)
        {
            probe.Note("activating");
            if (this.GetPrimaryKeyString() == "hangs-once" && probe.Log.Count == 1) await probe.Gate("never");
            if (this.GetPrimaryKeyString() == "fails-once" && probe.Log.Count(note => note == "activating") == 1)
            {
                await Task.Yield();
                throw new FormatException("not the first time");
            }
        }

        public Task CallAsync(string note)
        {
            probe.Note(note);
            return Task.CompletedTask;
        }

        public Task HoldAsync(string gate) => probe.Gate(gate);

        public async Task LeaveAsync(string gate)
        {
            DeactivateOnIdle();
            probe.Note("leaving");
            await probe.Gate(gate);
            probe.Note("left");
        }

        public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            if (this.GetPrimaryKeyString() == "hangs-at-end") await probe.Gate("never");
            if (this.GetPrimaryKeyString() == "calls-at-end")
                await GrainFactory.GetGrain<ILife>("called-at-end").CallAsync("called");
            probe.Note($"deactivated {reason.ReasonCode}");
            probe.Open("deactivated");
        }
    }

    internal sealed class RestlessGrain(Probe probe) : Grain, IRestless
    {
        private static readonly ConcurrentDictionary<string, int> Alive = new();

        public override async Task OnActivateAsync(CancellationToken cancellationToken)
        {
            if (Alive.AddOrUpdate(this.GetPrimaryKeyString(), 1, (_, count) => count + 1) > 1) probe.Note("violation");
            await Task.Yield();
        }

        public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            await Task.Yield();
            Alive.AddOrUpdate(this.GetPrimaryKeyString(), 0, (_, count) => count - 1);
        }

        public async Task<int> CallAsync(bool leave)
        {
            if (leave) DeactivateOnIdle();
            else await Task.Yield();
            return 1;
        }
    }

    [KeepAlive]
    internal sealed class KeptGrain : Grain, IKept
    {
        public Task CallAsync() => Task.CompletedTask;
    }

    [CollectionAgeLimit(Minutes = 2)]
    internal sealed class ShortLivedGrain : Grain, IShortLived
    {
        public Task CallAsync() => Task.CompletedTask;

        public Task DelayAsync(TimeSpan time)
        {
            DelayDeactivation(time);
            return Task.CompletedTask;
        }
    }
}
