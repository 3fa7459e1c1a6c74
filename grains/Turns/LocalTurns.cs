namespace PatientFlow.Turns;

/// <summary>
/// Waits for work that many grains of this process do, each in a turn of its own: Orleans' scheduler runs it on the
/// activation's context, one thing at a time with everything else that grain does, but no message is made, addressed,
/// queued and answered. <c>./run bench whole</c> has the rate of both. Owned by: whoever began the turns, except
/// <see cref="Done"/> and <see cref="Fail"/>, which the turns call.
/// </summary>
/// <remarks>
/// The grain must be active in this process, and its class must be written for it: between two awaits of one of its calls
/// such a turn may run, as with <c>[AlwaysInterleave]</c>.
/// </remarks>
internal sealed class LocalTurns
{
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? fault;
    private int open = 1; // The one who begins them.

    /// <summary>Begins a turn on an activation.</summary>
    /// <param name="activation">The activation's context.</param>
    /// <param name="turn">What it does. It calls <see cref="Done"/> or <see cref="Fail"/> once.</param>
    public void Begin(IGrainContext activation, Action turn)
    {
        Interlocked.Increment(ref open);
        activation.Scheduler.QueueAction(turn);
    }

    /// <summary>Ends a turn.</summary>
    public void Done()
    {
        if (Interlocked.Decrement(ref open) > 0) return;
        if (fault is null) over.SetResult();
        else over.SetException(fault);
    }

    /// <summary>Ends a turn that failed; the first fault is what the waiting one sees.</summary>
    public void Fail(Exception thrown)
    {
        Interlocked.CompareExchange(ref fault, thrown, null);
        Done();
    }

    /// <summary>No more turns begin. Completes when all have ended.</summary>
    public Task EndAsync()
    {
        Done();
        return over.Task;
    }
}
