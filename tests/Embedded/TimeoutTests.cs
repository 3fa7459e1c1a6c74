using Orleans.Configuration;
using Orleans.Hosting;
using PatientFlow.Tests.Fakes;

namespace PatientFlow.Tests;

public sealed class TimeoutTests
{
    [Fact]
    public async Task A_deadlock_ends_when_the_answer_is_overdue()
    {
        var time = new FakeTime();
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(time: time, turns: turns);
        var a = silo.Grains.GetGrain<TurnTests.IRing>("a");

        var call = a.CallAndBackAsync(silo.Grains.GetGrain<TurnTests.IRing>("b"), a);
        turns.Run();
        time.Advance(TimeSpan.FromSeconds(29));
        turns.Run();
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));
        turns.Run();

        var timeout = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Contains("IRing", timeout.Message, StringComparison.Ordinal);
        var next = a.PassOnAsync([], 0);
        turns.Run();
        Assert.Equal(0, await next);
    }

    [Fact]
    public async Task A_method_may_have_a_timeout_of_its_own_and_the_silo_another_default()
    {
        var time = new FakeTime();
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(
            builder => builder.Configure<SiloMessagingOptions>(
                options => options.ResponseTimeout = TimeSpan.FromSeconds(10)),
            time,
            turns);
        var grain = silo.Grains.GetGrain<TurnTests.IRing>("a");

        var impatient = grain.HangImpatientlyAsync();
        var patient = grain.HangAsync();
        turns.Run();
        time.Advance(TimeSpan.FromSeconds(4));
        await Assert.ThrowsAsync<TimeoutException>(() => impatient);
        Assert.False(patient.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(8));
        await Assert.ThrowsAsync<TimeoutException>(() => patient);
    }

    [Fact]
    public async Task A_call_that_timed_out_while_it_waited_never_runs()
    {
        var time = new FakeTime();
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(time: time, turns: turns);
        var grain = silo.Grains.GetGrain<TurnTests.IOrdered>("o");

        var calls = new List<Task> { grain.HoldAsync("hold"), grain.NoteAsync("late") };
        turns.Run();
        time.Advance(TimeSpan.FromSeconds(32));
        foreach (var call in calls) await Assert.ThrowsAsync<TimeoutException>(() => call);
        silo.Probe.Open("hold");
        turns.Run();
        var after = grain.NoteAsync("after");
        turns.Run();
        await after;

        Assert.Equal(["hold", "after"], silo.Probe.Log);
    }

    [Fact]
    public async Task A_call_that_timed_out_before_its_grain_got_a_turn_never_runs()
    {
        var time = new FakeTime();
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(time: time, turns: turns);
        var grain = silo.Grains.GetGrain<TurnTests.IOrdered>("o");
        await silo.DoAsync(turns, grain.NoteAsync("in time"));

        var call = grain.NoteAsync("late");
        time.Advance(TimeSpan.FromSeconds(32));
        turns.Run();

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Equal(["in time"], silo.Probe.Log);
    }
}
