namespace PatientFlow.State.Writing;

/// <summary>A record whose writer waits until it is durable.</summary>
internal sealed class SyncedWrite(long number, byte[] record)
{
    private readonly TaskCompletionSource durable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Number { get; } = number;

    public byte[] Record { get; } = record;

    public Task Durable => durable.Task;

    public void Complete() => durable.TrySetResult();

    public void Fail(Exception fault) => durable.TrySetException(fault);
}
