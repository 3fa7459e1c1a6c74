namespace Orleans.Embedded.Timers;

/// <summary>Makes timers that do not carry the AsyncLocal values of whoever made them into every tick.</summary>
internal static class TimerWithoutFlow
{
    /// <summary>A timer that is not started.</summary>
    internal static ITimer Create(TimeProvider time, TimerCallback callback, object state)
    {
        if (ExecutionContext.IsFlowSuppressed()) return CreateHere(time, callback, state);
        using (ExecutionContext.SuppressFlow()) return CreateHere(time, callback, state);
    }

    private static ITimer CreateHere(TimeProvider time, TimerCallback callback, object state) =>
        time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
