namespace Orleans;

/// <summary>Takes part in starting and stopping.</summary>
public interface ILifecycleObserver
{
    /// <summary>Starts; a failure ends the start of the silo.</summary>
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>Stops; a failure is logged and stopping goes on.</summary>
    Task OnStop(CancellationToken cancellationToken = default);
}
