namespace PatientFlow.Simulator.Delivery;

/// <summary>Writes JSON lines to a file or to standard output.</summary>
internal sealed class StreamSink(Stream target) : IEventSink
{
    public int BatchBytesMax => 256 * 1024;

    public async Task SendAsync(EventBatch batch, CancellationToken stop)
    {
        try
        {
            await target.WriteAsync(batch.Lines, stop);
            await target.FlushAsync(stop);
        }
        catch (IOException fault)
        {
            throw new DeliveryException($"Events cannot be written: {fault.Message}", fault);
        }
    }

    public ValueTask DisposeAsync() => target.DisposeAsync();
}
