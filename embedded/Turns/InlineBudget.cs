namespace Orleans.Embedded.Turns;

/// <summary>
/// Bounds what a thread runs inline. Depth, so that a chain of grains cannot exhaust the stack; length, so that a
/// caller in a loop gives its thread to others now and then.
/// </summary>
internal static class InlineBudget
{
    private const int DepthMax = 16;

    /// <summary>Of so many calls one takes the queue. A power of two.</summary>
    private const int QueuedEvery = 1024;

    [ThreadStatic]
    private static int t_depth;

    [ThreadStatic]
    private static int t_calls;

    internal static bool TryEnter()
    {
        if (t_depth >= DepthMax || (++t_calls & (QueuedEvery - 1)) == 0) return false;
        t_depth++;
        return true;
    }

    internal static void Leave() => t_depth--;
}
