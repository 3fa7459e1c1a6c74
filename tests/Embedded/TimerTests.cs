using Orleans;
using Orleans.Runtime;
using PatientFlow.Tests.Fakes;

namespace PatientFlow.Tests;

public sealed class TimerTests
{
    private readonly FakeTime _time = new();
    private readonly SteppedTurns _turns = new();

    [Fact]
    public async Task A_timer_ticks_when_due_and_then_after_each_period()
    {
        await using var silo = await TestSilo.StartAsync(time: _time, turns: _turns);
        await silo.DoAsync(_turns, Clock(silo).StartAsync(due: 5, period: 10, interleave: false));

        Advance(4);
        Assert.Empty(silo.Probe.Log);
        Advance(1);
        Assert.Equal(["tick"], silo.Probe.Log);
        Advance(9);
        Assert.Equal(["tick"], silo.Probe.Log);
        Advance(1);
        Assert.Equal(["tick", "tick"], silo.Probe.Log);
    }

    [Fact]
    public async Task The_period_begins_when_the_tick_has_ended()
    {
        await using var silo = await TestSilo.StartAsync(time: _time, turns: _turns);
        await silo.DoAsync(_turns, Clock(silo).StartSlowAsync(due: 1, period: 10));

        Advance(1);
        Advance(100);
        Assert.Equal(["tick begins"], silo.Probe.Log);
        silo.Probe.Open("slow");
        _turns.Run();
        Advance(9);
        Assert.Equal(["tick begins", "tick ends"], silo.Probe.Log);
        Advance(1);
        Assert.Equal(["tick begins", "tick ends", "tick begins", "tick ends"], silo.Probe.Log);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tick_waits_for_a_running_call_unless_it_interleaves(bool interleave)
    {
        await using var silo = await TestSilo.StartAsync(time: _time, turns: _turns);
        await silo.DoAsync(_turns, Clock(silo).StartAsync(due: 1, period: 100, interleave));
        var call = Clock(silo).HoldAsync("gate");
        _turns.Run();

        Advance(1);
        Assert.Equal(interleave ? ["tick"] : [], silo.Probe.Log);
        silo.Probe.Open("gate");
        _turns.Run();
        await call;
        Assert.Equal(["tick"], silo.Probe.Log);
    }

    [Fact]
    public async Task A_failed_tick_is_followed_by_the_next()
    {
        await using var silo = await TestSilo.StartAsync(time: _time, turns: _turns);
        await silo.DoAsync(_turns, Clock(silo).StartFailingAsync(period: 1));

        Advance(1);
        Advance(1);

        Assert.Equal(["fails", "fails"], silo.Probe.Log);
    }

    [Fact]
    public async Task A_timer_that_was_disposed_or_changed_to_never_ticks_no_more()
    {
        await using var silo = await TestSilo.StartAsync(time: _time, turns: _turns);
        await silo.DoAsync(_turns, Clock(silo).StartAsync(due: 1, period: 1, interleave: false));
        Advance(1);
        await silo.DoAsync(_turns, Clock(silo).ChangeAsync(Timeout.InfiniteTimeSpan));
        Advance(100);
        Assert.Equal(["tick"], silo.Probe.Log);
        await silo.DoAsync(_turns, Clock(silo).ChangeAsync(TimeSpan.FromSeconds(2)));
        Advance(2);
        Assert.Equal(["tick", "tick"], silo.Probe.Log);
        await silo.DoAsync(_turns, Clock(silo).StopAsync());
        Advance(100);

        Assert.Equal(["tick", "tick"], silo.Probe.Log);
    }

    [Fact]
    public async Task The_token_of_a_tick_is_cancelled_when_its_timer_ends()
    {
        await using var silo = await TestSilo.StartAsync(time: _time, turns: _turns);
        await silo.DoAsync(_turns, Clock(silo).StartUntilCancelledAsync());
        Advance(1);
        Assert.Equal(["tick begins"], silo.Probe.Log);

        var stop = Clock(silo).StopAsync();
        _turns.Run();
        await stop;

        Assert.Equal(["tick begins", "tick cancelled"], silo.Probe.Log);
    }

    [Fact]
    public async Task What_a_tick_puts_into_the_request_context_stays_in_the_tick()
    {
        await using var silo = await TestSilo.StartAsync(time: _time, turns: _turns);
        await silo.DoAsync(_turns, Clock(silo).StartSettingContextAsync());

        Advance(1);

        Assert.Equal(["tick"], silo.Probe.Log);
        Assert.Null(RequestContext.Get("trace"));
    }

    [Fact]
    public async Task Ticks_do_not_keep_a_grain_in_memory_and_end_with_it()
    {
        await using var silo = await TestSilo.StartAsync(time: _time, turns: _turns);
        await silo.DoAsync(_turns, Clock(silo).StartAsync(due: 60, period: 60, interleave: false));
        for (var minute = 0; minute < 17; minute++) Advance(60);
        Assert.Equal(0, silo.Activations("clock"));
        var ticks = silo.Probe.Log.Count;

        Advance(600);

        Assert.Equal(ticks, silo.Probe.Log.Count);
    }

    [Fact]
    public async Task Ticks_that_keep_alive_keep_a_grain_in_memory()
    {
        await using var silo = await TestSilo.StartAsync(time: _time, turns: _turns);
        await silo.DoAsync(_turns, Clock(silo).StartKeepingAliveAsync());

        for (var minute = 0; minute < 60; minute++) Advance(60);

        Assert.Equal(1, silo.Activations("clock"));
    }

    private static IClock Clock(TestSilo silo) => silo.Grains.GetGrain<IClock>("c");

    private void Advance(int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        _turns.Run();
    }

    internal interface IClock : IGrainWithStringKey
    {
        Task StartAsync(int due, int period, bool interleave);

        Task StartSlowAsync(int due, int period);

        Task StartFailingAsync(int period);

        Task StartKeepingAliveAsync();

        Task StartUntilCancelledAsync();

        Task StartSettingContextAsync();

        Task ChangeAsync(TimeSpan due);

        Task StopAsync();

        Task HoldAsync(string gate);
    }

    internal sealed class ClockGrain(Probe probe) : Grain, IClock
    {
        private IGrainTimer? _timer;

        public Task StartAsync(int due, int period, bool interleave)
        {
            var options = new GrainTimerCreationOptions(TimeSpan.FromSeconds(due), TimeSpan.FromSeconds(period))
            {
                Interleave = interleave,
            };
            return Start(
                () =>
                {
                    probe.Note("tick");
                    return Task.CompletedTask;
                },
                options);
        }

        public Task StartSlowAsync(int due, int period) => Start(
            async () =>
            {
                probe.Note("tick begins");
                await probe.Gate("slow");
                probe.Note("tick ends");
            },
            new GrainTimerCreationOptions(TimeSpan.FromSeconds(due), TimeSpan.FromSeconds(period)));

        public Task StartFailingAsync(int period) => Start(
            () =>
            {
                probe.Note("fails");
                throw new FormatException("a tick");
            },
            new GrainTimerCreationOptions(TimeSpan.FromSeconds(period), TimeSpan.FromSeconds(period)));

        public Task StartKeepingAliveAsync() => Start(
            () => Task.CompletedTask,
            new GrainTimerCreationOptions(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)) { KeepAlive = true });

        public Task StartSettingContextAsync() => Start(
            () =>
            {
                probe.Note("tick");
                RequestContext.Set("trace", "of the tick");
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));

        public Task StartUntilCancelledAsync()
        {
            _timer = this.RegisterGrainTimer(
                async cancellationToken =>
                {
                    probe.Note("tick begins");
                    cancellationToken.Register(() => probe.Note("tick cancelled"));
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                },
                new GrainTimerCreationOptions(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)) { Interleave = true });
            return Task.CompletedTask;
        }

        public Task ChangeAsync(TimeSpan due)
        {
            _timer?.Change(due, Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        }

        public Task StopAsync()
        {
            _timer?.Dispose();
            return Task.CompletedTask;
        }

        public Task HoldAsync(string gate) => probe.Gate(gate);

        private Task Start(Func<Task> callback, GrainTimerCreationOptions options)
        {
            _timer = this.RegisterGrainTimer(callback, options);
            return Task.CompletedTask;
        }
    }
}
