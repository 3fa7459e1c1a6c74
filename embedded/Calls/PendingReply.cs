namespace Orleans.Embedded.Calls;

/// <summary>An answer that a caller waits for, known to the clock that ends the wait.</summary>
internal abstract class PendingReply(CallSite site)
{
    /// <summary>Neighbours in the stripe that holds this reply. Owned by: the lock of the stripe.</summary>
    internal PendingReply? Previous;

    internal PendingReply? Next;

    internal CallSite Site { get; } = site;

    /// <summary>When the wait ends, as a timestamp of the clock.</summary>
    internal long Deadline { get; set; }

    internal ReplyStripe? Stripe { get; set; }

    internal abstract void TryFail(Exception reason);
}
