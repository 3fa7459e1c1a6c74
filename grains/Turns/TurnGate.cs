namespace PatientFlow.Turns;

/// <summary>
/// Lets one of a grain's interleaving calls in at a time, first come first served. Needs no lock, since all of them run
/// on the grain's own turns. Owned by: that grain.
/// </summary>
internal sealed class TurnGate
{
    private readonly Queue<TaskCompletionSource> waiting = new();
    private bool held;

    /// <summary>Completes when the gate is the caller's; it must <see cref="Leave"/>.</summary>
    public Task EnterAsync()
    {
        if (!held)
        {
            held = true;
            return Task.CompletedTask;
        }

        var turn = new TaskCompletionSource();
        waiting.Enqueue(turn);
        return turn.Task;
    }

    /// <summary>Lets the next one in.</summary>
    public void Leave()
    {
        if (waiting.TryDequeue(out var next)) next.SetResult();
        else held = false;
    }
}
