namespace Orleans.Embedded.Turns;

/// <summary>One turn that waits for a <see cref="TurnContext"/>. In at most one queue at a time.</summary>
internal abstract class TurnItem
{
    /// <summary>The neighbour in the queue that holds this item. Owned by: that queue.</summary>
    internal TurnItem? Next;

    internal abstract void Run(TurnContext context);
}
