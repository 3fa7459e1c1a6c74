using PatientFlow.Tests.Hub;

namespace PatientFlow.Tests.Cluster;

/// <summary>Three silos read an Event Hub over its own protocol, by Orleans' adapter for it; the lake holds every event once.</summary>
[Collection(nameof(AloneCollection))]
public sealed class HubClusterTests
{
    private const int Events = 2_000;

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_silo_that_is_killed_while_a_hub_is_read_costs_no_event_and_doubles_none()
    {
        await using var hub = TestHub.Start(FlowCluster.Partitions);
        await using var cluster = await FlowCluster.StartAsync(seed: 5, hub);
        cluster.Append(Events);
        await cluster.ExportedAsync(share: 0.1);
        await cluster.KillAsync(await cluster.IngestHolderAsync(0));
        cluster.Append(Events);
        await cluster.ExportedAsync(share: 0.5);
        await cluster.JoinAsync();
        cluster.Append(Events);
        await cluster.ExportedAsync(share: 1);

        await cluster.AssertCleanAsync("A silo that read a hub was killed, another joined");
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_hub_that_is_busy_slow_and_loses_connections_delays_a_cluster_and_no_more()
    {
        await using var hub = TestHub.Start(FlowCluster.Partitions);
        await using var cluster = await FlowCluster.StartAsync(seed: 6, hub);
        cluster.Append(Events);
        hub.LoseConnections();
        await cluster.ExportedAsync(share: 0.2);
        hub.Faults.Busy = 2;
        hub.LoseConnections();
        cluster.Append(Events);
        await cluster.ExportedAsync(share: 0.6);
        hub.Unplug();
        cluster.Append(Events);
        await cluster.StopAsync(await cluster.IngestHolderAsync(1));
        hub.Plug();
        await cluster.ExportedAsync(share: 1);

        await cluster.AssertCleanAsync("A hub lost its connections, was busy and away, a silo stopped meanwhile");
    }
}
