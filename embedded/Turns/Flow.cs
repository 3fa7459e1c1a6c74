namespace Orleans.Embedded.Turns;

/// <summary>Keeps the AsyncLocal values that one turn sets from reaching another, or the caller.</summary>
internal static class Flow
{
    /// <summary>Goes back to a flow that was captured before; null, a suppressed flow, is left alone.</summary>
    internal static void ReturnTo(ExecutionContext? flow)
    {
        if (flow is not null && ExecutionContext.Capture() != flow) ExecutionContext.Restore(flow);
    }
}
