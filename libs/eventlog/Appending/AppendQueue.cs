namespace PatientFlow.EventLog;

/// <summary>
/// The appends that wait for the writer: at most <c>bytesMax</c> admitted and not yet durable, the rest in line in
/// order of arrival. Owned by: any thread enqueues, the writer takes.
/// </summary>
internal sealed class AppendQueue(long bytesMax)
{
    // Not a System.Threading.Lock: the writer's thread waits on it with Monitor.Wait.
    private readonly object gate = new();
    private readonly Queue<AppendRequest> admitted = new();
    private readonly LinkedList<AppendRequest> blocked = new();
    private long heldBytes;
    private Func<Exception>? closed;

    /// <summary>
    /// Cancellation works only while the request waits for room, so that a cancelled append is one that never was.
    /// </summary>
    public void Enqueue(AppendRequest request, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (closed is not null) throw closed();
            if (blocked.Count == 0 && HasRoom(request))
            {
                Admit(request);
                return;
            }

            var place = blocked.AddLast(request);
            // An already cancelled token runs the callback here and now, inside the lock that this thread holds.
            if (cancellationToken.CanBeCanceled) request.Cancellation = cancellationToken.Register(
                () => Withdraw(place, cancellationToken));
        }
    }

    /// <summary>
    /// Blocks until there is work; takes requests up to <paramref name="groupBytesMax"/>, at least one. False when
    /// the queue is closed and empty.
    /// </summary>
    public bool TakeGroup(List<AppendRequest> group, long groupBytesMax)
    {
        group.Clear();
        lock (gate)
        {
            while (admitted.Count == 0)
            {
                if (closed is not null) return false;
                Monitor.Wait(gate);
            }

            var bytes = 0L;
            while (admitted.TryPeek(out var next) && (bytes == 0 || bytes + next.SizeBytes <= groupBytesMax))
            {
                group.Add(admitted.Dequeue());
                bytes += next.SizeBytes;
            }

            return true;
        }
    }

    /// <summary>Gives the room of a finished group to waiting requests.</summary>
    public void Release(long bytes)
    {
        lock (gate)
        {
            heldBytes -= bytes;
            while (blocked.First is { } first && HasRoom(first.Value))
            {
                blocked.RemoveFirst();
                // Not Dispose, which would wait for a callback that waits for this lock.
                first.Value.Cancellation.Unregister();
                Admit(first.Value);
            }
        }
    }

    /// <summary>Refuses new and waiting requests. Admitted requests remain for the writer.</summary>
    public void Close(Func<Exception> reason)
    {
        lock (gate)
        {
            closed ??= reason;
            foreach (var request in blocked)
            {
                request.Cancellation.Unregister();
                request.TrySetException(reason());
            }

            blocked.Clear();
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Like Close, but also fails admitted requests, because the writer is dead.</summary>
    public void Fail(Func<Exception> reason)
    {
        lock (gate)
        {
            closed = reason;
            Close(reason);
            while (admitted.TryDequeue(out var request)) request.TrySetException(reason());
        }
    }

    private bool HasRoom(AppendRequest request) => heldBytes + request.SizeBytes <= bytesMax;

    private void Admit(AppendRequest request)
    {
        heldBytes += request.SizeBytes;
        admitted.Enqueue(request);
        if (admitted.Count == 1) Monitor.Pulse(gate);
    }

    private void Withdraw(LinkedListNode<AppendRequest> place, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (place.List is null) return;
            blocked.Remove(place);
            place.Value.TrySetCanceled(cancellationToken);
        }
    }
}
