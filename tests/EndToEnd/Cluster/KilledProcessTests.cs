using System.Diagnostics;

namespace PatientFlow.Tests.Cluster;

/// <summary>
/// What tests/Grains proves of silos in one process, of silos that are processes: sockets between them, a table of
/// members, grain state in blobs, and a SIGKILL.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class KilledProcessTests
{
    private const int Events = 9_000;
    private const int Rate = 250;

    [Fact(Timeout = 300_000)]
    public async Task The_silo_that_feeds_the_lake_is_killed_under_load_and_no_event_is_lost_or_doubled()
    {
        await using var cluster = await ClusterOfProcesses.StartAsync();
        var clock = Stopwatch.StartNew();
        await cluster.JoinAsync("one", "two", "three");
        var joined = clock.Elapsed;
        var sending = cluster.SendAsync(Events, Rate);
        await cluster.ExportedAsync(Events / 10);
        var killed = await cluster.FeederAsync() ?? throw new InvalidOperationException("Nobody feeds the lake.");
        Assert.False(sending.IsCompleted, "All was sent before the kill.");
        await cluster.KillAsync(killed);

        clock.Restart();
        var joining = cluster.JoinAsync("four");
        await cluster.TakenOverAsync(killed);
        var takenOver = clock.Elapsed;
        Assert.False(sending.IsCompleted, "All was sent before the lake was taken over.");
        await joining;
        var fourth = clock.Elapsed;
        await sending;
        clock.Restart();
        await cluster.ExportedAsync(Events);
        var drained = clock.Elapsed;
        var rows = await cluster.AssertCleanAsync(Events);
        var silos = cluster.Silos.Count;
        await cluster.StopAllAsync();
        await cluster.AssertVerifyCommandIsCleanAsync();

        TestContext.Current.SendDiagnosticMessage(
            $"The feeding process was killed under load: {Events:N0} events sent, {rows}; three silos joined in "
            + $"{joined.TotalSeconds:N1} s, the lake was taken over after {takenOver.TotalSeconds:N1} s, a new silo served "
            + $"after {fourth.TotalSeconds:N1} s, all was in the lake {drained.TotalSeconds:N1} s after the last event, "
            + $"{silos} silos at the end");
    }
}
