namespace PatientFlow.State.Reading;

/// <summary>A task for a reader's thread.</summary>
internal abstract class ReadRequest
{
    /// <summary>Runs it, and passes the result to the waiting caller.</summary>
    public abstract void Run();
}

/// <summary>A read that a caller waits for.</summary>
internal sealed class ReadRequest<T>(Func<T> read) : ReadRequest
{
    private readonly TaskCompletionSource<T> found = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Found => found.Task;

    public override void Run()
    {
        try
        {
            found.TrySetResult(read());
        }
        catch (Exception fault)
        {
            // This is the root of the thread: any fault belongs to the caller who waits.
            found.TrySetException(fault);
        }
    }
}
