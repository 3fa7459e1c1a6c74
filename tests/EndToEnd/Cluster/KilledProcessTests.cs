using System.Diagnostics;

namespace PatientFlow.Tests.Cluster;

/// <summary>
/// What tests/Grains proves of silos in one process, of silos that are processes: sockets between them, a table of
/// members, grain state in blobs, and SIGKILL.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class KilledProcessTests
{
    // The silos that are left read the state of each patient that comes again from an emulator that searches all its blobs
    // at each request: few enough that it gives them within the 30 s in which Orleans gives an activation up.
    private const int Rate = 20;

    [Fact(Timeout = 600_000)]
    public async Task Silos_that_feed_the_lake_are_killed_and_frozen_under_load_and_no_event_is_lost_or_doubled()
    {
        await using var cluster = await ClusterOfProcesses.StartAsync();
        var clock = Stopwatch.StartNew();
        await cluster.JoinAsync("one", "two", "three");
        var joined = clock.Elapsed;
        var events = await cluster.SendAsync(Rate);
        await cluster.ExportedAsync(300);

        var killed = await cluster.FeederAsync() ?? throw new InvalidOperationException("Nobody feeds the lake.");
        await cluster.KillAsync(killed);
        clock.Restart();
        var joining = cluster.JoinAsync("four");
        await cluster.TakenOverAsync(killed);
        var takenOver = clock.Elapsed;
        await joining;
        var fourth = clock.Elapsed;
        await cluster.ExportedAsync(events.Sent);
        var caughtUp = clock.Elapsed;

        var frozen = await cluster.FeederAsync() ?? throw new InvalidOperationException("Nobody feeds the lake.");
        await cluster.FreezeAsync(frozen);
        clock.Restart();
        await cluster.TakenOverAsync(frozen);
        var takenOverAgain = clock.Elapsed;
        await cluster.ExportedAsync(events.Sent);
        var caughtUpAgain = clock.Elapsed;
        var code = await cluster.ThawAsync(frozen);
        Assert.NotEqual(0, code);

        var sent = await events.EndAsync();
        await cluster.ExportedAsync(sent);
        var rows = await cluster.AssertCleanAsync(sent);
        var silos = cluster.Silos.Count;
        await cluster.StopAllAsync();
        await cluster.AssertVerifyCommandIsCleanAsync();
        Assert.DoesNotContain(events.Patients, p => cluster.Consoles.Contains(p, StringComparison.Ordinal));
        TestContext.Current.SendDiagnosticMessage(
            $"Of four processes one was killed and one frozen: {sent:N0} events sent, {rows}; three silos joined in "
            + $"{joined.TotalSeconds:N1} s; the lake was taken over {takenOver.TotalSeconds:N1} s after its feeder was "
            + $"killed, a new silo served after {fourth.TotalSeconds:N1} s, the lake held all after "
            + $"{caughtUp.TotalSeconds:N1} s; after the freeze taken over in {takenOverAgain.TotalSeconds:N1} s, all held in "
            + $"{caughtUpAgain.TotalSeconds:N1} s, and the frozen one ended with {code}; {silos} silos at the end");
    }
}
