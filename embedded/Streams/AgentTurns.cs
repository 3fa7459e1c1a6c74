using Microsoft.Extensions.Logging;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Turns;

namespace Orleans.Embedded.Streams;

/// <summary>The turns of one agent.</summary>
internal sealed class AgentTurns(Silo silo) : TurnContext
{
    protected override TurnScheduler Scheduler => silo.Scheduler;

    protected override ILogger Logger => silo.Logger;
}
