using System.Diagnostics;

namespace PatientFlow.Tests.Cluster;

/// <summary>
/// What tests/Grains proves of silos in one process, of silos that are processes: sockets between them, a table of
/// members, grain state in blobs, and SIGKILL.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class KilledProcessTests
{
    private const int Rate = 200;

    [Fact(Timeout = 400_000)]
    public async Task Silos_that_are_killed_under_load_the_one_that_feeds_the_lake_among_them_cost_no_event_and_double_none()
    {
        await using var cluster = await ClusterOfProcesses.StartAsync();
        var clock = Stopwatch.StartNew();
        await cluster.JoinAsync("one", "two", "three");
        var joined = clock.Elapsed;
        var events = await cluster.SendAsync(Rate);
        await cluster.ExportedAsync(1_000);

        var feeder = await cluster.FeederAsync() ?? throw new InvalidOperationException("Nobody feeds the lake.");
        await cluster.KillAsync(feeder);
        clock.Restart();
        var joining = cluster.JoinAsync("four");
        await cluster.TakenOverAsync(feeder);
        var takenOver = clock.Elapsed;
        await joining;
        var fourth = clock.Elapsed;
        await cluster.ExportedAsync(events.Sent);
        var caughtUp = clock.Elapsed;

        // Of the others any has ingest grains, patients and a part of the directory.
        feeder = await cluster.FeederAsync();
        await cluster.KillAsync(cluster.Silos.Keys.First(name => name != feeder));
        clock.Restart();
        await cluster.ExportedAsync(events.Sent);
        var caughtUpAgain = clock.Elapsed;
        var sent = await events.EndAsync();
        await cluster.ExportedAsync(sent);

        var rows = await cluster.AssertCleanAsync(sent);
        var silos = cluster.Silos.Count;
        await cluster.StopAllAsync();
        await cluster.AssertVerifyCommandIsCleanAsync();
        TestContext.Current.SendDiagnosticMessage(
            $"Two of four processes were killed under load: {sent:N0} events sent, {rows}; three silos joined in "
            + $"{joined.TotalSeconds:N1} s; the lake was taken over {takenOver.TotalSeconds:N1} s after its feeder was "
            + $"killed, a new silo served after {fourth.TotalSeconds:N1} s, the lake held all after {caughtUp.TotalSeconds:N1} "
            + $"s; after the other kill it held all in {caughtUpAgain.TotalSeconds:N1} s; {silos} silos at the end");
    }
}
