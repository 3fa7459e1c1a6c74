using Confluent.Kafka;

namespace PatientFlow.Kafka.Producing;

/// <summary>
/// Messages that were sent together and wait for their delivery reports. Reports may come from any thread.
/// </summary>
internal sealed class Shipment
{
    private readonly TaskCompletionSource<Error?> arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Error? fault;
    private int outstanding;

    public Shipment(int messages)
    {
        outstanding = messages;
        if (messages == 0) arrival.SetResult(null);
    }

    /// <summary>Completes with the last report: with an error if a message failed, otherwise with null.</summary>
    public Task<Error?> Arrival => arrival.Task;

    public void Reported(Error error)
    {
        if (error.IsError) Interlocked.CompareExchange(ref fault, error, null);
        if (Interlocked.Decrement(ref outstanding) == 0) arrival.SetResult(fault);
    }
}
