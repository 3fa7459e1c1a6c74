using Microsoft.Extensions.DependencyInjection;
using PatientFlow.Silo.Events;
using PatientFlow.Tests.Hub;

namespace PatientFlow.Tests.Cluster;

/// <summary>Any silo may be asked how far the cluster is, and one silo reads a partition.</summary>
[Collection(nameof(AloneCollection))]
public sealed class StatusTests
{
    [Fact(Timeout = TestLimit.Hang)]
    public async Task Every_silo_says_how_far_a_partition_is_and_why_it_stopped_whichever_reads_it()
    {
        await using var hub = TestHub.Start(partitions: 1);
        hub.Append(0, "no event", "nor this");
        await using var cluster = await FlowCluster.StartAsync(seed: 0, hub);
        foreach (var silo in cluster.Silos)
        {
            var applied = await UntilAsync(silo.ServiceProvider, p => p.Appended == 1 && p.Applied == 1);
            Assert.Null(applied.Stopped);
        }

        hub.Partitions[0].Skip();
        hub.Append(0, "and after it");
        foreach (var silo in cluster.Silos)
        {
            var stopped = await UntilAsync(silo.ServiceProvider, p => p.Stopped is not null);
            Assert.StartsWith("Partition 0 is stopped: event 2 is wanted, ", stopped.Stopped, StringComparison.Ordinal);
        }
    }

    private static async Task<PartitionStatus> UntilAsync(IServiceProvider silo, Func<PartitionStatus, bool> holds)
    {
        var reader = ActivatorUtilities.CreateInstance<StatusReader>(silo, StateOrigin.Shared);
        while (true)
        {
            var partition = Assert.Single((await reader.ReadAsync()).Partitions);
            if (holds(partition)) return partition;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }
}
