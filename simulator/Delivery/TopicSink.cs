using System.Text;
using PatientFlow.Delivery;
using PatientFlow.Kafka;
using PatientFlow.Kafka.Producing;

namespace PatientFlow.Simulator.Delivery;

/// <summary>
/// Sends events to a Kafka topic or an Event Hub, each with its patient as message key, so that a patient's events stay
/// in order. A batch is complete when the broker has acknowledged each of its events.
/// </summary>
internal sealed class TopicSink : IEventSink
{
    private readonly TopicWriter writer;

    private TopicSink(TopicWriter writer) => this.writer = writer;

    /// <summary>The same as for the other sinks; librdkafka splits it into requests itself.</summary>
    public int BatchBytesMax => 256 * 1024;

    public bool TakesLinesOnly => false;

    public IReadOnlyList<(string Name, long Value)> Figures =>
        [("acknowledged", writer.Delivered), ("given_up", writer.Failed)];

    /// <summary>Opens a topic; the brokers are reached with the first event.</summary>
    /// <exception cref="DeliveryException">It cannot be used.</exception>
    public static TopicSink Open(TopicAddress address)
    {
        try
        {
            return new TopicSink(TopicWriter.Open(address));
        }
        catch (TopicException fault)
        {
            throw new DeliveryException(fault.Message, fault);
        }
    }

    public async Task SendAsync(OutgoingBatch batch, CancellationToken cancellationToken)
    {
        var messages = new TopicMessage[batch.Count];
        for (var i = 0; i < messages.Length; i++)
        {
            var (json, patient) = batch[i];
            var key = patient is { } id ? Encoding.ASCII.GetBytes(id.ToString()) : PayloadFields.Read(json).Key;
            messages[i] = new TopicMessage(key, json.ToArray());
        }

        try
        {
            await writer.SendAsync(messages, cancellationToken);
        }
        catch (TopicException fault)
        {
            throw new DeliveryException(fault.Message, fault);
        }
    }

    public ValueTask DisposeAsync()
    {
        writer.Dispose();
        return ValueTask.CompletedTask;
    }
}
