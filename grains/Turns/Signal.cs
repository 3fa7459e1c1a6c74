namespace PatientFlow.Turns;

/// <summary>
/// Where a grain's interleaving calls wait for a change, to look again. Needs no lock, since all of them run on the
/// grain's own turns. Owned by: that grain.
/// </summary>
internal sealed class Signal
{
    private TaskCompletionSource? next;

    /// <summary>Completes with the next <see cref="Give"/>.</summary>
    public Task NextAsync() => (next ??= new TaskCompletionSource()).Task;

    /// <summary>Lets everybody go on who waits now. They may do so before this returns, and wait anew.</summary>
    public void Give()
    {
        var waiting = next;
        next = null;
        waiting?.SetResult();
    }
}
