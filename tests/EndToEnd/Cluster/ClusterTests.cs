using System.Diagnostics;

namespace PatientFlow.Tests.Cluster;

/// <summary>
/// What tests/Grains proves of silos in one process, of silos that are processes: sockets between them, a real server for
/// members and state, signals. Each scenario ends with a lake and live grains that verify, and no process left.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class ClusterTests(ClusterFixture shared, ITestOutputHelper output)
    : IClassFixture<ClusterFixture>, IAsyncDisposable
{
    private const int Rate = 50;

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_silo_that_feeds_the_lake_is_killed_and_no_event_is_lost_or_doubled()
    {
        var cluster = await BeginAsync("one", "two", "three");
        var killed = await FeederAsync(cluster);
        await cluster.KillAsync(killed);
        var clock = Stopwatch.StartNew();
        await cluster.TakenOverAsync(killed);
        var takenOver = clock.Elapsed;
        await cluster.JoinAsync(killed);
        await cluster.ExportedAsync(shared.Events.Sent);
        await EndAsync(cluster, $"killed: lake taken over after {takenOver.TotalSeconds:N1} s, all held {clock.Elapsed.TotalSeconds:N1} s");
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_silo_that_was_frozen_until_it_was_given_up_ends_by_itself_when_it_is_thawed()
    {
        var cluster = await BeginAsync("one", "two", "three");
        var frozen = await FeederAsync(cluster);
        await cluster.FreezeAsync(frozen);
        var clock = Stopwatch.StartNew();
        await cluster.TakenOverAsync(frozen);
        var takenOver = clock.Elapsed;
        await cluster.ExportedAsync(shared.Events.Sent);
        clock.Restart();
        var code = await cluster.ThawAsync(frozen);
        Assert.NotEqual(0, code);
        await EndAsync(
            cluster, $"frozen: lake taken over after {takenOver.TotalSeconds:N1} s, ended with {code} {clock.Elapsed.TotalSeconds:N1} s after its thaw");
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_silo_that_loses_the_store_goes_on_when_it_has_it_again()
    {
        var cluster = await BeginAsync("one", "two", "three");
        var cut = await FeederAsync(cluster);
        shared.Store.Line(cut).Cut();
        var sent = shared.Events.Sent;
        while (shared.Events.Sent < sent + (10 * Rate)) await Task.Delay(100);
        shared.Store.Line(cut).Mend();
        var clock = Stopwatch.StartNew();
        await cluster.ExportedAsync(shared.Events.Sent);
        await EndAsync(cluster, $"cut from the store: all held {clock.Elapsed.TotalSeconds:N1} s after");
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Silos_that_come_and_go_while_events_flow_lose_and_double_none()
    {
        var cluster = await BeginAsync("one");
        await cluster.JoinAsync("two", "three");
        await cluster.ExportedAsync(shared.Events.Sent + Rate);
        await cluster.StopAsync(await FeederAsync(cluster));
        await cluster.ExportedAsync(shared.Events.Sent + Rate);
        await EndAsync(cluster, "1, 3 and 2 silos");
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Silos_that_are_replaced_one_by_one_while_events_flow_lose_and_double_none()
    {
        string[] names = ["one", "two", "three"];
        var cluster = await BeginAsync(names);
        foreach (var name in names)
        {
            await cluster.StopAsync(name);
            await cluster.JoinAsync(name);
            await cluster.ExportedAsync(shared.Events.Sent);
        }

        await EndAsync(cluster, "replaced one by one");
    }

    /// <summary>What a scenario that failed left must not fail the next one.</summary>
    public ValueTask DisposeAsync() => shared.ClearAsync();

    /// <summary>Silos that serve, and events that arrive.</summary>
    private async Task<ClusterOfProcesses> BeginAsync(params string[] names)
    {
        var cluster = await shared.RequireAsync();
        await cluster.JoinAsync(names);
        shared.Events.Flow(Rate);
        await cluster.ExportedAsync(shared.Events.Sent + Rate);
        return cluster;
    }

    private async Task EndAsync(ClusterOfProcesses cluster, string what)
    {
        var sent = await shared.Events.EndAsync();
        await cluster.ExportedAsync(sent);
        var rows = await cluster.AssertCleanAsync(sent);
        var clock = Stopwatch.StartNew();
        await cluster.StopAllAsync();
        var stopped = clock.Elapsed;
        await cluster.AssertVerifyCommandIsCleanAsync();
        Assert.DoesNotContain(shared.Events.Patients, p => cluster.Consoles.Contains(p, StringComparison.Ordinal));
        output.WriteLine($"{what}; {rows}; stopped one after the other in {stopped.TotalSeconds:N1} s");
    }

    private static async Task<string> FeederAsync(ClusterOfProcesses cluster) =>
        await cluster.FeederAsync() ?? throw new InvalidOperationException("Nobody feeds the lake.");
}
