using System.Text;
using Azure.Messaging.EventHubs;
using PatientFlow.EventHubs;
using PatientFlow.Tests.Hub;

namespace PatientFlow.Tests;

/// <summary>Events arrive in a hub over its own protocol, those of a key in order in one partition.</summary>
public sealed class HubWriterTests : IAsyncLifetime
{
    private readonly TestHub hub = TestHub.Start(partitions: 4);
    private HubWriter writer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        writer = new HubWriter(
            HubAddress.OfConnectionString(hub.ConnectionString, hub: null),
            new EventHubsRetryOptions { Delay = TimeSpan.FromMilliseconds(20) });
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        await hub.DisposeAsync();
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_batch_has_arrived_when_it_was_sent_and_each_key_is_in_order_in_one_partition()
    {
        for (var round = 0; round < 4; round++)
            await writer.SendAsync(
                [.. Enumerable.Range(0, 500).Select(i => Message($"patient {i % 20}", $"{round * 500 + i:0000}"))], Token);

        Assert.Equal(2_000, hub.Events.Count());
        Assert.Equal(2_000, writer.Delivered);
        var perKey = hub.Partitions
            .SelectMany(p => p.Events.Select(e => (Partition: p.Id, Body: Encoding.UTF8.GetString(e.Body))))
            .GroupBy(e => int.Parse(e.Body, System.Globalization.CultureInfo.InvariantCulture) % 500 % 20).ToList();
        Assert.Equal(20, perKey.Count);
        Assert.All(perKey, key => Assert.Single(key.Select(e => e.Partition).Distinct()));
        Assert.All(perKey, key => Assert.Equal(key.Select(e => e.Body).Order(StringComparer.Ordinal), key.Select(e => e.Body)));
        Assert.True(hub.Partitions.Count(p => p.Events.Count > 0) > 1);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task What_is_no_event_and_has_no_key_arrives_as_it_is()
    {
        await writer.SendAsync([Message(null, "{broken"), Message(null, "")], Token);
        Assert.Equal(["", "{broken"], hub.Events.Select(e => Encoding.UTF8.GetString(e.Body)).Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_busy_hub_and_lost_connections_delay_a_batch_and_no_more()
    {
        await writer.SendAsync([Message("a", "1")], Token);
        hub.LoseConnections();
        hub.Faults.Busy = 1;
        await writer.SendAsync([Message("a", "2")], Token);

        Assert.Equal(["1", "2"], hub.Events.Select(e => Encoding.UTF8.GetString(e.Body)).Distinct());
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_writer_that_may_not_send_says_so_and_what_it_needs()
    {
        hub.Faults.LinkRefusal = "amqp:unauthorized-access";
        var fault = await Assert.ThrowsAsync<HubException>(() => writer.SendAsync([Message("a", "1")], Token));

        Assert.Contains("It needs the right Send.", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", fault.Message, StringComparison.Ordinal);
    }

    private static HubMessage Message(string? key, string body) => new(key, Encoding.UTF8.GetBytes(body));
}
