namespace Orleans.Embedded.Turns;

/// <summary>The continuation of an await, on its way back to its context.</summary>
internal sealed class PostedTurn(SendOrPostCallback callback, object? state) : TurnItem
{
    internal override void Run(TurnContext context) => callback(state);
}
