using System.Globalization;
using Azure.Messaging.EventHubs.Consumer;
using Azure.Messaging.EventHubs.Primitives;
using PatientFlow.CommandLine;
using PatientFlow.Tests.Hub;

namespace PatientFlow.Tests.EventHubs;

/// <summary>From the simulator over a hub to the lake: each event once, whatever the hub does, or a partition that says why not.</summary>
public sealed class SiloOnHubTests : IAsyncDisposable
{
    private const int Partitions = 4;

    private readonly TestHub hub = TestHub.Start(Partitions);
    private readonly TestFolder folder = new();

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Lost_connections_theft_throttling_and_slowness_cost_no_event_and_double_none()
    {
        const int Events = 1_500;
        await using (var silo = await HubSilo.StartAsync(folder, hub))
        {
            await Simulation.SendAsync(hub, Events);
            hub.LoseConnections();
            await silo.ExportedAsync(Events);

            await using (var thief = new PartitionReceiver(
                "flow", "0", EventPosition.Latest, hub.ConnectionString, hub.Name, new PartitionReceiverOptions { OwnerLevel = 1 }))
            {
                await thief.ReceiveBatchAsync(1, TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
                await Simulation.SendAsync(hub, Events, skip: Events);
                Assert.Contains("has taken the partition", await silo.TroubleAsync(), StringComparison.Ordinal);
            }

            await silo.ExportedAsync(2 * Events);
            hub.Faults.Busy = 2;
            hub.Faults.Delay = TimeSpan.FromMilliseconds(2);
            await Simulation.SendAsync(hub, 200, skip: 2 * Events);
            hub.Faults.Delay = TimeSpan.Zero;
            await silo.ExportedAsync(2 * Events + 200);
        }

        Assert.EndsWith("verify: clean", (await HubSilo.VerifyAsync(folder)).TrimEnd(), StringComparison.Ordinal);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_partition_whose_events_are_gone_stops_alone_and_goes_on_when_the_gap_is_accepted()
    {
        await Simulation.SendAsync(hub, 400);
        await using (var silo = await HubSilo.StartAsync(folder, hub)) await silo.ExportedAsync(400);
        var held = hub.Partitions[0].Next;
        await Simulation.SendAsync(hub, 400, skip: 400);
        hub.Partitions[0].Expire(hub.Partitions[0].Events.Count - 5);
        var kept = hub.Partitions[0].First;
        await using (var silo = await HubSilo.StartAsync(folder, hub))
        {
            // The others go on to their ends.
            await silo.ExportedAsync(800 - hub.Partitions[0].Next + held);
            Assert.Contains($"--accept-gap 0:{kept};", await silo.StoppedAsync(0), StringComparison.Ordinal);
        }

        await using (var silo = await HubSilo.StartAsync(folder, hub, (0, kept))) await silo.ExportedAsync(800);
        Assert.Contains(
            $"partition 0: offset {kept} follows {held - 1}", await HubSilo.VerifyAsync(folder), StringComparison.Ordinal);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_hub_that_is_made_anew_under_a_silo_stops_it_and_is_refused_by_the_next_one()
    {
        await Simulation.SendAsync(hub, 400);
        await using (var silo = await HubSilo.StartAsync(folder, hub))
        {
            await silo.ExportedAsync(400);
            hub.MakeAnew();
            hub.Append(0, "another");
            Assert.Contains("made anew", await silo.StoppedAsync(0), StringComparison.Ordinal);
        }

        // Grown beyond what the lake holds, its numbers alone would not show it.
        for (var p = 0; p < Partitions; p++)
            hub.Append(p, Enumerable.Range(0, 600).Select(i => i.ToString(CultureInfo.InvariantCulture)));
        var refusal = await Assert.ThrowsAsync<CommandException>(() => HubSilo.StartAsync(folder, hub));
        Assert.Contains("the hub events that was made ", refusal.Message, StringComparison.Ordinal);
    }
}
