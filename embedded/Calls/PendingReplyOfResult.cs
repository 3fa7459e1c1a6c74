namespace Orleans.Embedded.Calls;

/// <summary>An answer with its result.</summary>
/// <remarks>
/// The source is plain: callers on a turn come back through their context, others never run inside ours.
/// </remarks>
internal sealed class PendingReply<TResult> : PendingReply
{
    private readonly TaskCompletionSource<TResult> _source = new();

    internal PendingReply(CallSite site, PendingReplies pending)
        : base(site) => pending.Add(this);

    internal Task<TResult> Task => _source.Task;

    internal bool IsAnswered => _source.Task.IsCompleted;

    internal void TryAnswer(Task finished)
    {
        Stripe?.Remove(this);
        if (finished is Task<TResult> typed) _source.TrySetFromTask(typed);
        else if (finished.IsCompletedSuccessfully) _source.TrySetResult(default!);
        else if (finished.IsCanceled) _source.TrySetCanceled(CancellationOf(finished));
        else _source.TrySetException(finished.Exception!.InnerExceptions);
    }

    internal override void TryFail(Exception reason)
    {
        Stripe?.Remove(this);
        _source.TrySetException(reason);
    }

    private static CancellationToken CancellationOf(Task cancelled)
    {
        try
        {
            cancelled.GetAwaiter().GetResult();
            return default;
        }
        catch (OperationCanceledException cancellation)
        {
            return cancellation.CancellationToken;
        }
    }
}
