using Orleans.Embedded.Timers;

namespace Orleans.Embedded.Activations;

/// <summary>What few activations need, apart, so that the many stay small.</summary>
internal sealed class ActivationExtras
{
    private TaskCompletionSource? _ended;

    /// <summary>Completes with the activation. From any thread.</summary>
    internal TaskCompletionSource Ended
    {
        get
        {
            if (_ended is null) Interlocked.CompareExchange(ref _ended, new TaskCompletionSource(), null);
            return _ended;
        }
    }

    /// <summary>Why the activation ends. Owned by: the turn, as all that follows.</summary>
    internal DeactivationReason? Reason { get; set; }

    /// <summary>Why the grain could not be activated.</summary>
    internal Exception? Failure { get; set; }

    internal List<GrainTimer> Timers { get; } = [];

    internal void SignalEnd() => Volatile.Read(ref _ended)?.TrySetResult();
}
