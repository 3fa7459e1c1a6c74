namespace PatientFlow.Turns;

/// <summary>
/// Admits one of a grain's interleaving calls at a time, in order of arrival. It needs no lock, because all of them run
/// on the grain's own turns. Owned by: that grain.
/// </summary>
internal sealed class TurnGate
{
    private readonly Queue<TaskCompletionSource> waiting = new();
    private bool held;

    /// <summary>Completes when the caller holds the gate; the caller must then <see cref="Leave"/>.</summary>
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

    /// <summary>Admits the next caller.</summary>
    public void Leave()
    {
        if (waiting.TryDequeue(out var next)) next.SetResult();
        else held = false;
    }
}
