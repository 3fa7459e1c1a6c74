using System.Text;
using PatientFlow.Delivery;
using PatientFlow.EventHubs;

namespace PatientFlow.Simulator.Delivery;

/// <summary>
/// Sends events to an Event Hub by its own protocol, each with its patient as key, so that a patient's events stay in
/// order. A batch is complete when the hub has accepted each of its events.
/// </summary>
internal sealed class HubSink(HubAddress address) : IEventSink
{
    private readonly HubWriter writer = new(address);

    /// <summary>The same as for the other sinks.</summary>
    public int BatchBytesMax => 256 * 1024;

    public bool TakesLinesOnly => false;

    public IReadOnlyList<(string Name, long Value)> Figures =>
        [("acknowledged", writer.Delivered), ("given_up", writer.Failed)];

    public async Task SendAsync(OutgoingBatch batch, CancellationToken cancellationToken)
    {
        var messages = new HubMessage[batch.Count];
        for (var i = 0; i < messages.Length; i++)
        {
            var (json, patient) = batch[i];
            messages[i] = new HubMessage(patient?.ToString() ?? KeyOf(json), json.ToArray());
        }

        try
        {
            await writer.SendAsync(messages, cancellationToken);
        }
        catch (HubException fault)
        {
            throw new DeliveryException(fault.Message, fault);
        }
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private static string? KeyOf(ReadOnlyMemory<byte> json)
    {
        // A hub accepts keys of at most 128 characters; a longer one is not a patient's id.
        var key = PayloadFields.Read(json).Key is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
        return key is { Length: > 128 } ? key[..128] : key;
    }
}
