using PatientFlow.Delivery;

namespace PatientFlow.Simulator.Delivery;

/// <summary>Posts JSON lines to a silo.</summary>
internal sealed class HttpSink(Uri server, TimeProvider time) : IEventSink
{
    private readonly EventPost post = new(server, time);

    public int BatchBytesMax => EventPost.BatchBytesMax;

    public Task SendAsync(OutgoingBatch batch, CancellationToken cancellationToken) =>
        post.SendAsync(batch.Lines, cancellationToken);

    public ValueTask DisposeAsync()
    {
        post.Dispose();
        return ValueTask.CompletedTask;
    }
}
