namespace PatientFlow.Tests.Cluster;

/// <summary>The other store: what of it is ours is the same, so one short run shows that members and state are there.</summary>
[Collection(nameof(AloneCollection))]
public sealed class AzureClusterTests
{
    private const int Rate = 20;

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Two_silos_share_a_storage_account_and_one_takes_over_what_the_other_leaves()
    {
        await using var cluster = ClusterOfProcesses.Around(await AzureAccount.StartAsync());
        var events = await cluster.EventsAsync(5_000);
        await cluster.JoinAsync("one", "two");
        events.Flow(Rate);
        await cluster.ExportedAsync(2 * Rate);
        await cluster.StopAsync("one");
        await cluster.ExportedAsync(events.Sent + Rate);
        var sent = await events.EndAsync();
        await cluster.ExportedAsync(sent);
        await cluster.AssertCleanAsync(sent);
        await cluster.StopAllAsync();
    }
}
