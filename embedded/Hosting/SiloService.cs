using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Lifecycle;
using Orleans.Runtime;

namespace Orleans.Embedded.Hosting;

/// <summary>Starts and stops the silo with its host.</summary>
internal sealed class SiloService(
    Silo silo, SiloLifecycle lifecycle, IEnumerable<ILifecycleParticipant<ISiloLifecycle>> participants)
    : IHostedService, IDisposable
{
    private readonly IdleCollector _collector = new(silo);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        JoinItself();
        foreach (var participant in participants) participant.Participate(lifecycle);
        try
        {
            await lifecycle.StartAsync(cancellationToken);
        }
        catch
        {
            await lifecycle.StopAsync(CancellationToken.None);
            throw;
        }

        LifecycleLog.Active(silo.Logger, silo.Classes.Count);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await lifecycle.StopAsync(cancellationToken);
        LifecycleLog.Stopped(silo.Logger);
    }

    public void Dispose() => _collector.Dispose();

    private void JoinItself()
    {
        lifecycle.Subscribe("calls", ServiceLifecycleStage.RuntimeGrainServices, Do(silo.Open), Do(silo.Close));
        lifecycle.Subscribe(
            "grains",
            ServiceLifecycleStage.GrainDeactivation,
            Do(_collector.Start),
            async cancellationToken =>
            {
                _collector.Dispose();
                await new GrainShutdown(silo).RunAsync(cancellationToken);
            });
    }

    private static Func<CancellationToken, Task> Do(Action action) => _ =>
    {
        action();
        return Task.CompletedTask;
    };
}
