using Orleans.Runtime;

namespace Orleans.Embedded.Hosting;

/// <summary>A delegate that runs at a stage of the start.</summary>
internal sealed class StartupTask(
    IServiceProvider services, Func<IServiceProvider, CancellationToken, Task> task, int stage)
    : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe("startup task", stage, cancellationToken => task(services, cancellationToken));
}
