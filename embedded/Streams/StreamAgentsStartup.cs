using Orleans.Runtime;

namespace Orleans.Embedded.Streams;

/// <summary>Starts the agents after the startup tasks, and so stops them first of all.</summary>
internal sealed class StreamAgentsStartup(StreamAgents agents) : ILifecycleParticipant<ISiloLifecycle>
{
    private const int Stage = ServiceLifecycleStage.Active + 1;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe("stream agents", Stage, StartAsync, StopAsync);

    private Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var agent in agents.All) agent.Start();
        return Task.CompletedTask;
    }

    private Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var agent in agents.All) agent.BeginStop();
        return Task.WhenAll(agents.All.Select(agent => agent.Stopped)).WaitAsync(cancellationToken);
    }
}
