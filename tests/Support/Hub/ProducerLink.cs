using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;

namespace PatientFlow.Tests.Hub;

/// <summary>Takes what one producer sends: single events and batches, to a partition or by their key.</summary>
internal sealed class ProducerLink(TestHub hub, HubPartition? partition) : LinkEndpoint
{
    // Source: the message format of Azure's clients for several events in one transfer.
    private const uint BatchFormat = 0x80013700;
    private static readonly Symbol PartitionKey = "x-opt-partition-key";

    public override void OnMessage(MessageContext messageContext) => _ = TakeAsync(messageContext);

    public override void OnFlow(FlowContext flowContext)
    {
        // Producers give credit to nobody.
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        // The link answers, it is not answered.
    }

    private async Task TakeAsync(MessageContext messageContext)
    {
        if (hub.Faults.Delay > TimeSpan.Zero) await Task.Delay(hub.Faults.Delay);
        if (hub.Faults.IsBusy())
        {
            messageContext.Complete(new Error("com.microsoft:server-busy") { Description = "The hub is busy." });
            return;
        }

        var message = messageContext.Message;
        var key = message.MessageAnnotations?[PartitionKey] as string;
        var target = partition ?? hub.PartitionOf(key);
        foreach (var sent in Unpack(message))
            target.Append(BodyOf(sent), sent.MessageAnnotations?[PartitionKey] as string ?? key);
        messageContext.Complete();
    }

    private static IEnumerable<Message> Unpack(Message message)
    {
        if (message.Format != BatchFormat) return [message];
        return Parts(message).Select(part => Message.Decode(new ByteBuffer(part, 0, part.Length, part.Length)));
    }

    private static IEnumerable<byte[]> Parts(Message message) => message.BodySection switch
    {
        DataList several => Enumerable.Range(0, several.Count).Select(i => several[i].Binary),
        Data one => [one.Binary],
        _ => throw new AmqpException("amqp:not-implemented", "A batch holds data."),
    };

    private static byte[] BodyOf(Message message) => message.BodySection is Data data ? data.Binary : [];
}
