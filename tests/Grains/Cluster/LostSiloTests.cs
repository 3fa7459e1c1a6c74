namespace PatientFlow.Tests.Cluster;

/// <summary>Silos come and go under load, and the lake holds every event once.</summary>
[Collection(nameof(AloneCollection))]
public sealed class LostSiloTests
{
    private const int Events = 3_000;

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_silo_that_is_killed_under_load_costs_no_event_and_doubles_none()
    {
        await using var cluster = await FlowCluster.StartAsync(seed: 1);
        cluster.Append(Events);
        await cluster.ExportedAsync(share: 0.1);
        var exporter = await cluster.ExporterHolderAsync();
        await cluster.KillAsync(cluster.Silos.First(s => s != exporter));
        cluster.Append(Events);
        await cluster.ExportedAsync(share: 1);

        await cluster.AssertCleanAsync("A silo was killed");
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task The_exporter_goes_on_elsewhere_when_its_silo_is_killed()
    {
        await using var cluster = await FlowCluster.StartAsync(seed: 2);
        cluster.Append(Events);
        await cluster.ExportedAsync(share: 0.1);
        var killed = await cluster.ExporterHolderAsync();
        await cluster.KillAsync(killed);
        cluster.Append(Events);
        await cluster.ExportedAsync(share: 1);

        Assert.NotEqual(killed.SiloAddress, (await cluster.ExporterHolderAsync()).SiloAddress);
        await cluster.AssertCleanAsync("The exporter's silo was killed");
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Silos_that_join_and_leave_under_load_cost_no_event_and_double_none()
    {
        await using var cluster = await FlowCluster.StartAsync(seed: 3);
        cluster.Append(Events);
        await cluster.ExportedAsync(share: 0.1);
        await cluster.JoinAsync();
        cluster.Append(Events);
        await cluster.StopAsync(await cluster.ExporterHolderAsync());
        cluster.Append(Events);
        await cluster.ExportedAsync(share: 0.5);
        await cluster.KillAsync(await cluster.IngestHolderAsync(0));
        await cluster.JoinAsync();
        cluster.Append(Events);
        await cluster.ExportedAsync(share: 1);

        await cluster.AssertCleanAsync("Silos joined, one was stopped, one killed");
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_partition_whose_silo_is_killed_when_no_event_comes_any_more_is_read_again()
    {
        await using var cluster = await FlowCluster.StartAsync(seed: 4);
        cluster.Append(Events);
        await cluster.KillAsync(await cluster.IngestHolderAsync(FlowCluster.Partitions - 1));
        await cluster.ExportedAsync(share: 1);

        await cluster.AssertCleanAsync("A partition's silo was killed, and the log stood still");
    }
}
