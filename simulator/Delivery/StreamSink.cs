using PatientFlow.Delivery;

namespace PatientFlow.Simulator.Delivery;

/// <summary>Writes JSON lines to a file or to standard output.</summary>
internal sealed class StreamSink(Stream target) : IEventSink
{
    public int BatchBytesMax => 256 * 1024;

    public async Task SendAsync(OutgoingBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // A write that has begun is not cancelled: a line cut in two, or written twice, would stay in the file.
            await target.WriteAsync(batch.Lines, CancellationToken.None);
            await target.FlushAsync(CancellationToken.None);
        }
        catch (IOException fault)
        {
            throw new DeliveryException($"Events cannot be written: {fault.Message}", fault);
        }
    }

    public ValueTask DisposeAsync() => target.DisposeAsync();
}
