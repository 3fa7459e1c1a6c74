namespace Orleans.Embedded.Turns;

/// <summary>What a thread was doing when it began another context's turn, to go back to.</summary>
internal readonly struct CallerState
{
    private readonly SynchronizationContext? _context;
    private readonly ExecutionContext? _flow;

    private CallerState(SynchronizationContext? context, ExecutionContext? flow)
    {
        _context = context;
        _flow = flow;
    }

    /// <summary>Remembers the caller and makes the thread run turns of the context given.</summary>
    internal static CallerState Leave(TurnContext forContext)
    {
        var state = new CallerState(SynchronizationContext.Current, ExecutionContext.Capture());
        SynchronizationContext.SetSynchronizationContext(forContext);
        return state;
    }

    internal void Return()
    {
        Flow.ReturnTo(_flow);
        SynchronizationContext.SetSynchronizationContext(_context);
    }
}
