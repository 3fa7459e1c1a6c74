namespace PatientFlow.Turns;

/// <summary>
/// Lets interleaving calls of a grain wait for a change before they look again. It needs no lock, because all of them
/// run on the grain's own turns. Owned by: that grain.
/// </summary>
internal sealed class Signal
{
    private TaskCompletionSource? next;

    /// <summary>Completes with the next <see cref="Give"/>.</summary>
    public Task NextAsync() => (next ??= new TaskCompletionSource()).Task;

    /// <summary>Releases everybody who is waiting now. They may run before this returns, and wait again.</summary>
    public void Give()
    {
        var waiting = next;
        next = null;
        waiting?.SetResult();
    }
}
