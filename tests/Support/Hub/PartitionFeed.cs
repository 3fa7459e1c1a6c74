using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;

namespace PatientFlow.Tests.Hub;

/// <summary>Gives one reader the events of a partition, from a number on, as its link has room for them.</summary>
internal sealed class PartitionFeed(TestHub hub, HubPartition partition, long begin) : IMessageSource
{
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long next = begin;

    /// <summary>The reader has left.</summary>
    public void Close() => closed.TrySetResult();

    public async Task<ReceiveContext> GetMessageAsync(ListenerLink link)
    {
        while (!closed.Task.IsCompleted)
        {
            var (found, changed) = partition.At(next);
            if (found is null)
            {
                await Task.WhenAny(changed, closed.Task);
                continue;
            }

            if (hub.Faults.Delay > TimeSpan.Zero) await Task.Delay(hub.Faults.Delay);
            next = found.Sequence + 1;
            return new ReceiveContext(link, MessageOf(found));
        }

        return null!; // The library's word for "none"; its link is closing, and it asks no more.
    }

    public void DisposeMessage(ReceiveContext receiveContext, DispositionContext dispositionContext)
    {
        // Readers of a hub settle nothing: what they have read is theirs to remember.
    }

    private static Message MessageOf(StoredEvent stored)
    {
        var message = new Message
        {
            BodySection = new Data { Binary = stored.Body },
            MessageAnnotations = new MessageAnnotations(),
        };
        message.MessageAnnotations[(Symbol)"x-opt-sequence-number"] = stored.Sequence;
        message.MessageAnnotations[(Symbol)"x-opt-offset"] = stored.Offset;
        message.MessageAnnotations[(Symbol)"x-opt-enqueued-time"] = stored.EnqueuedAt;
        if (stored.Key is { } key) message.MessageAnnotations[(Symbol)"x-opt-partition-key"] = key;
        return message;
    }
}
