namespace PatientFlow.State.Reading;

/// <summary>Something that a reader's thread is to do.</summary>
internal abstract class ReadRequest
{
    /// <summary>Does it, and tells whoever waits what came of it.</summary>
    public abstract void Run();
}

/// <summary>Something that is to be read, and that somebody waits for.</summary>
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
