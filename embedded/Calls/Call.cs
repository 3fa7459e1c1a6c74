using Orleans.Embedded.Activations;
using Orleans.Embedded.Turns;

namespace Orleans.Embedded.Calls;

/// <summary>A call of a grain method, with its arguments, from its caller to the end of its turn.</summary>
internal abstract class Call : TurnItem
{
    private ExecutionContext? _callerFlow;

    /// <summary>The method.</summary>
    public abstract CallSite Site { get; }

    /// <summary>Whether the caller has stopped waiting, so that the call need not run.</summary>
    internal virtual bool IsAbandoned => false;

    internal sealed override void Run(TurnContext context) => ((Activation)context).Receive(this);

    /// <summary>Runs the method in its turn. A failure is in the task.</summary>
    internal Task Start(object grain)
    {
        if (_callerFlow is null) return StartHere(grain);
        var start = new FlowedStart(this, grain);
        ExecutionContext.Run(_callerFlow, static state => ((FlowedStart)state!).Run(), start);
        return start.Task;
    }

    /// <summary>Goes on when the task of the method completes, as a turn of the same activation.</summary>
    internal void WatchOnTurn(Activation activation, Task task) =>
        task.GetAwaiter().UnsafeOnCompleted(() => activation.Complete(this, task));

    /// <summary>Passes the end of the method on to the caller.</summary>
    internal abstract void Answer(Task finished);

    /// <summary>Passes a failure on to the caller: the method did not run.</summary>
    internal abstract void Refuse(Exception reason);

    /// <summary>The activation has ended without running this call: by default another one takes it.</summary>
    internal virtual void Relocate(Activation ended) => ended.Successor().Enqueue(this);

    /// <summary>Invokes the method; it may throw.</summary>
    protected abstract Task InvokeUntyped(object grain);

    /// <summary>Queues the call with the flow (AsyncLocal values) of its caller.</summary>
    protected void EnqueueOn(Activation activation)
    {
        _callerFlow = ExecutionContext.Capture();
        activation.Enqueue(this);
    }

    private Task StartHere(object grain)
    {
        try
        {
            return InvokeUntyped(grain) ?? Task.FromException(NoTask());
        }
        catch (Exception failure)
        {
            return Task.FromException(failure);
        }
    }

    protected InvalidOperationException NoTask() => new($"{Site.Name} returned null where a task was expected.");

    private sealed class FlowedStart(Call call, object grain)
    {
        internal Task Task { get; private set; } = Task.CompletedTask;

        internal void Run() => Task = call.StartHere(grain);
    }
}
