using Orleans.Providers.Streams.Common;
using Orleans.Streaming.EventHubs;
using Orleans.Streams;
using PatientFlow.Tests.Hub;

namespace PatientFlow.Tests.EventHubs.Parts;

/// <summary>
/// What the parts of Microsoft.Orleans.Streaming.EventHubs 10.4.2 do that an exact lake cannot live with. Each test holds
/// for the part as it is: one that fails after an update says that the part may be used (docs/decisions/0006).
/// </summary>
public sealed class OrleansPartsTests(OrleansParts parts) : IClassFixture<OrleansParts>, IAsyncDisposable
{
    private static readonly StreamId Stream = StreamId.Create(null!, "ward");

    private readonly TestHub hub = TestHub.Start(partitions: 1);

    public async ValueTask DisposeAsync()
    {
        parts.Checkpoints.Offset = null;
        await hub.DisposeAsync();
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task The_cache_does_not_have_what_came_before_its_checkpoint()
    {
        Append(10);
        parts.Checkpoints.Offset = hub.Partitions[0].Events[5].Offset;
        var (receiver, cache) = await parts.OpenAsync(hub);
        Assert.Equal(5, await ReceiveAsync(receiver, events: 5));

        // A grain that begins again where the lake ends asks for event 2.
        Assert.Equal(QueueCacheCursorResultKind.CacheMiss, cache.TryGetCacheCursor(Stream, new EventSequenceTokenV2(2)).Kind);
        await receiver.Shutdown(TimeSpan.FromMilliseconds(TestLimit.Hang));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Asking_the_cache_for_an_older_place_does_not_move_the_receiver()
    {
        Append(10);
        parts.Checkpoints.Offset = hub.Partitions[0].Events[5].Offset;
        var (receiver, cache) = await parts.OpenAsync(hub);
        await ReceiveAsync(receiver, events: 5);
        Assert.Equal(QueueCacheCursorResultKind.CacheMiss, cache.TryGetCacheCursor(Stream, new EventSequenceTokenV2(2)).Kind);
        Append(1);
        var next = Assert.Single(await receiver.GetQueueMessagesAsync(100, TestContext.Current.CancellationToken));

        Assert.Equal(10, next.SequenceToken.SequenceNumber);
        await receiver.Shutdown(TimeSpan.FromMilliseconds(TestLimit.Hang));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task The_receiver_passes_over_events_that_are_gone_and_says_nothing()
    {
        Append(10);
        var (receiver, _) = await parts.OpenAsync(hub);
        await receiver.Shutdown(TimeSpan.FromMilliseconds(TestLimit.Hang));
        parts.Checkpoints.Offset = hub.Partitions[0].Events[2].Offset;
        hub.Partitions[0].Expire(6);
        (receiver, _) = await parts.OpenAsync(hub);
        var first = (await receiver.GetQueueMessagesAsync(1, TestContext.Current.CancellationToken))[0];

        Assert.Equal(6, first.SequenceToken.SequenceNumber);
        await receiver.Shutdown(TimeSpan.FromMilliseconds(TestLimit.Hang));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task The_checkpoint_at_a_stop_is_what_was_delivered_and_not_what_the_lake_holds()
    {
        Append(10);
        var (receiver, cache) = await parts.OpenAsync(hub);
        await ReceiveAsync(receiver, events: 10);
        var delivered = hub.Partitions[0].Events[7];

        // The agent's last word before it stops: how far its consumers have been given events.
        cache.UpdateDeliveryProgress(new EventHubSequenceTokenV2(delivered.Offset, delivered.Sequence, 0), DateTime.UtcNow);
        await receiver.Shutdown(TimeSpan.FromMilliseconds(TestLimit.Hang));

        Assert.Equal(delivered.Offset, parts.Checkpoints.Updates[^1]);
    }

    private void Append(int events)
    {
        for (; events > 0; events--) hub.Partitions[0].Append([(byte)'x'], "ward");
    }

    private static async Task<int> ReceiveAsync(IQueueAdapterReceiver receiver, int events)
    {
        var received = 0;
        while (received < events)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            received += (await receiver.GetQueueMessagesAsync(100, TestContext.Current.CancellationToken)).Count;
        }

        return received;
    }
}
