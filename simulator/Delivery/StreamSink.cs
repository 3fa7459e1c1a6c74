namespace PatientFlow.Simulator.Delivery;

/// <summary>Writes JSON lines to a file or to standard output.</summary>
internal sealed class StreamSink(Stream target) : IEventSink
{
    public int BatchBytesMax => 256 * 1024;

    public async Task SendAsync(OutgoingBatch batch, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        try
        {
            // Whole once it is begun: a line that a stop cuts in two, or that is written again, is in the file for ever.
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
