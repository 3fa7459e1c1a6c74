namespace Orleans.Embedded.Calls;

/// <summary>A part of the pending replies with a lock of its own, so that threads do not meet.</summary>
internal sealed class ReplyStripe
{
    private readonly Lock _lock = new();
    private PendingReply? _first;
    private PendingReply? _last;

    internal void Add(PendingReply reply)
    {
        lock (_lock)
        {
            reply.Stripe = this;
            reply.Previous = _last;
            if (_last is null) _first = reply;
            else _last.Next = reply;
            _last = reply;
        }
    }

    internal void Remove(PendingReply reply)
    {
        lock (_lock)
        {
            if (reply.Stripe is null) return;
            Unlink_NeedsLock(reply);
        }
    }

    /// <summary>Takes out what is overdue and says whether anything is left.</summary>
    internal bool TakeOverdue(long now, List<PendingReply> overdue)
    {
        lock (_lock)
        {
            for (var reply = _first; reply is not null;)
            {
                var next = reply.Next;
                if (reply.Deadline <= now)
                {
                    Unlink_NeedsLock(reply);
                    overdue.Add(reply);
                }

                reply = next;
            }

            return _first is not null;
        }
    }

    private void Unlink_NeedsLock(PendingReply reply)
    {
        if (reply.Previous is null) _first = reply.Next;
        else reply.Previous.Next = reply.Next;
        if (reply.Next is null) _last = reply.Previous;
        else reply.Next.Previous = reply.Previous;
        reply.Previous = null;
        reply.Next = null;
        reply.Stripe = null;
    }
}
