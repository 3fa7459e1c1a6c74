using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>A call whose method has a result. Derived types are emitted, one for each method.</summary>
internal abstract class ResultCall<TResult> : Call
{
    private PendingReply<TResult>? _reply;

    internal sealed override bool IsAbandoned => _reply is { IsAnswered: true };

    /// <summary>Invokes the method on the grain, as its interface.</summary>
    public abstract Task<TResult> Invoke(object grain);

    /// <summary>Makes the call. Runs it at once where nothing is in its way.</summary>
    public Task<TResult> Send(GrainReference target)
    {
        var activation = target.Activation;
        if (!activation.TryBeginInline(Site, out var caller))
        {
            var queued = OpenReply(activation);
            EnqueueOn(activation);
            return queued;
        }

        Task<TResult> task;
        try
        {
            task = Invoke(activation.Instance) ?? Task.FromException<TResult>(NoTask());
        }
        catch (Exception failure)
        {
            task = Task.FromException<TResult>(failure);
        }

        if (task.IsCompleted)
        {
            activation.EndInline(Site, task, caller);
            return task;
        }

        var reply = OpenReply(activation);
        WatchOnTurn(activation, task);
        activation.SuspendInline(caller);
        return reply;
    }

    internal sealed override void Answer(Task finished) => _reply?.TryAnswer(finished);

    internal sealed override void Refuse(Exception reason) => _reply?.TryFail(reason);

    protected sealed override Task InvokeUntyped(object grain) => Invoke(grain);

    private Task<TResult> OpenReply(Activation activation)
    {
        _reply = new PendingReply<TResult>(Site, activation.Class.Silo.PendingReplies);
        return _reply.Task;
    }
}
