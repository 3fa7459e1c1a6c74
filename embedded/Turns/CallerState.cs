namespace Orleans.Embedded.Turns;

/// <summary>What a thread was doing when it began another context's turn, to go back to.</summary>
/// <remarks>Restoring the flow keeps AsyncLocal values that the turn sets from leaking into the caller.</remarks>
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
        if (_flow is not null && ExecutionContext.Capture() != _flow) ExecutionContext.Restore(_flow);
        SynchronizationContext.SetSynchronizationContext(_context);
    }
}
