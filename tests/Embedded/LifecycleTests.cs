using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using PatientFlow.Tests.Fakes;

namespace PatientFlow.Tests;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Stages_start_upwards_and_stop_downwards()
    {
        var probe = new Probe();
        await using var silo = await TestSilo.StartAsync(builder => Join(builder, new Member(probe, [20, 10, 30])));

        await silo.StopAsync();

        Assert.Equal(["start 10", "start 20", "start 30", "stop 30", "stop 20", "stop 10"], probe.Log);
    }

    [Fact]
    public async Task What_has_started_is_stopped_when_a_later_stage_fails_to_start()
    {
        var probe = new Probe();
        var silo = TestSilo.Build(builder => Join(builder, new Member(probe, [10, 20, 30]) { FailsToStartAt = 20 }));

        await Assert.ThrowsAsync<FormatException>(silo.StartAsync);

        Assert.Equal(["start 10", "start 20", "stop 20", "stop 10"], probe.Log);
        await silo.DisposeAsync();
    }

    [Fact]
    public async Task A_failure_to_stop_does_not_keep_the_rest_from_stopping()
    {
        var probe = new Probe();
        await using var silo = await TestSilo.StartAsync(
            builder => Join(builder, new Member(probe, [10, 20]) { FailsToStopAt = 20 }));

        await silo.StopAsync();

        Assert.Equal(["start 10", "start 20", "stop 20", "stop 10"], probe.Log);
    }

    [Fact]
    public async Task A_startup_task_can_call_grains_and_the_start_waits_for_it()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.AddStartupTask(
            (services, _) => services.GetRequiredService<IGrainFactory>()
                .GetGrain<CallTests.IKinds>("k").PlainAsync()));

        Assert.Equal(["PlainAsync"], silo.Probe.Log);
    }

    private static void Join(ISiloBuilder builder, Member member) =>
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(member);

    private sealed class Member(Probe probe, int[] stages) : ILifecycleParticipant<ISiloLifecycle>
    {
        public int? FailsToStartAt { get; init; }

        public int? FailsToStopAt { get; init; }

        public void Participate(ISiloLifecycle lifecycle)
        {
            foreach (var stage in stages)
            {
                lifecycle.Subscribe(
                    "member",
                    stage,
                    _ => Note("start", stage, FailsToStartAt),
                    _ => Note("stop", stage, FailsToStopAt));
            }
        }

        private Task Note(string what, int stage, int? failsAt)
        {
            probe.Note($"{what} {stage}");
            return stage == failsAt ? throw new FormatException("as planned") : Task.CompletedTask;
        }
    }
}
