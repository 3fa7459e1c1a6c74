using Microsoft.Extensions.Logging;

namespace Orleans.Embedded.Turns;

/// <summary>
/// Runs turns one at a time, in the order in which they were queued, wherever the scheduler puts them. Awaits inside
/// a turn come back to it, because it is their synchronisation context.
/// </summary>
/// <remarks>
/// One field tells everything that several threads must agree on: <c>_inbox</c> is null while nobody runs turns,
/// <see cref="Held"/> while somebody does and nothing waits, else the newest of the waiting items. Whoever turns null
/// into something else is the holder and sees to it that the turns run. All else belongs to the holder.
/// </remarks>
internal abstract class TurnContext : SynchronizationContext, IThreadPoolWorkItem
{
    /// <summary>Turns run before the thread is given to others. Source: a slice stays below about 100 µs.</summary>
    private const int TurnsPerSlice = 128;

    private static readonly TurnItem Held = new HeldMark();

    private TurnItem? _inbox;
    private TurnItem? _backlog;

    /// <summary>The scheduler that runs the turns.</summary>
    protected abstract TurnScheduler Scheduler { get; }

    /// <summary>Where a failure goes that no task carries.</summary>
    protected abstract ILogger Logger { get; }

    /// <inheritdoc/>
    public sealed override void Post(SendOrPostCallback d, object? state) => Enqueue(new PostedTurn(d, state));

    /// <inheritdoc/>
    public sealed override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("A turn is never waited for synchronously.");

    /// <inheritdoc/>
    public sealed override SynchronizationContext CreateCopy() => this;

    /// <summary>Queues a turn, from any thread.</summary>
    internal void Enqueue(TurnItem item)
    {
        var newest = Volatile.Read(ref _inbox);
        while (true)
        {
            item.Next = newest == Held ? null : newest;
            var seen = Interlocked.CompareExchange(ref _inbox, item, newest);
            if (seen == newest) break;
            newest = seen;
        }

        if (newest is null) Scheduler.Schedule(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        var before = Current;
        SetSynchronizationContext(this);
        var released = RunSlice();
        SetSynchronizationContext(before);
        if (!released) Scheduler.Schedule(this);
    }

    /// <summary>Becomes the holder if nobody is and nothing waits.</summary>
    protected bool TryHold() => Interlocked.CompareExchange(ref _inbox, Held, null) is null;

    /// <summary>Ends what <see cref="TryHold"/> began. What arrived meanwhile runs on the scheduler.</summary>
    protected void ReleaseHold()
    {
        if (HasWorkOfItsOwn || !TryRelease()) Scheduler.Schedule(this);
    }

    /// <summary>Whether the holder has something to do in <see cref="AfterTurn"/>.</summary>
    protected virtual bool HasWorkOfItsOwn => false;

    /// <summary>Runs after each turn, before the next, to do what a turn has made possible.</summary>
    protected virtual void AfterTurn()
    {
    }

    private bool RunSlice()
    {
        var flow = ExecutionContext.Capture();
        if (HasWorkOfItsOwn) AfterTurn();
        for (var turns = 0; turns < TurnsPerSlice; turns++)
        {
            var item = TakeNext();
            if (item is null)
            {
                if (TryRelease()) return true;
                continue;
            }

            try
            {
                item.Run(this);
            }
            catch (Exception failure)
            {
                // Only an async void method or a bug of the runtime gets here: no task carries the failure.
                TurnLog.UnhandledFailure(Logger, failure);
            }

            Flow.ReturnTo(flow);
            if (HasWorkOfItsOwn) AfterTurn();
        }

        return false;
    }

    private TurnItem? TakeNext()
    {
        _backlog ??= TakeInbox();
        var next = _backlog;
        if (next is null) return null;
        _backlog = next.Next;
        next.Next = null;
        return next;
    }

    private TurnItem? TakeInbox()
    {
        if (Volatile.Read(ref _inbox) == Held) return null;
        var newest = Interlocked.Exchange(ref _inbox, Held);
        TurnItem? oldest = null;
        while (newest is not null && newest != Held)
        {
            var older = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = older;
        }

        return oldest;
    }

    private bool TryRelease() => Interlocked.CompareExchange(ref _inbox, null, Held) == Held;

    private sealed class HeldMark : TurnItem
    {
        internal override void Run(TurnContext context) => throw new InvalidOperationException("This is a mark.");
    }
}
