using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>A call whose method has no result. Derived types are emitted, one for each method.</summary>
internal abstract class TaskCall : Call
{
    private PendingReply<Nothing>? _reply;

    internal sealed override bool IsAbandoned => _reply is { IsAnswered: true };

    /// <summary>Invokes the method on the grain, as its interface.</summary>
    public abstract Task Invoke(object grain);

    /// <summary>Makes the call. Runs it at once where nothing is in its way.</summary>
    public Task Send(GrainReference target) => SendTo(target.Activation);

    /// <summary>Makes the call on this activation; if it has ended, <see cref="Call.Relocate"/> decides.</summary>
    internal Task SendTo(Activation activation)
    {
        if (!activation.TryBeginInline(Site, out var caller))
        {
            var queued = OpenReply(activation);
            EnqueueOn(activation);
            return queued;
        }

        Task task;
        try
        {
            task = Invoke(activation.Instance) ?? Task.FromException(NoTask());
        }
        catch (Exception failure)
        {
            task = Task.FromException(failure);
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

    /// <summary>Queues the call; nobody learns how it ends.</summary>
    public Task SendOneWay(GrainReference target)
    {
        EnqueueOn(target.Activation);
        return Task.CompletedTask;
    }

    internal sealed override void Answer(Task finished) => _reply?.TryAnswer(finished);

    internal sealed override void Refuse(Exception reason) => _reply?.TryFail(reason);

    protected sealed override Task InvokeUntyped(object grain) => Invoke(grain);

    private Task<Nothing> OpenReply(Activation activation)
    {
        _reply = new PendingReply<Nothing>(Site, activation.Class.Silo.PendingReplies);
        return _reply.Task;
    }
}
