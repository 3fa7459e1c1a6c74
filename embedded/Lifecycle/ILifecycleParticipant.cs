namespace Orleans;

/// <summary>A service that joins a lifecycle; registered as such, it is asked once before the start.</summary>
/// <typeparam name="TLifecycleObservable">The lifecycle, such as ISiloLifecycle.</typeparam>
public interface ILifecycleParticipant<in TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    /// <summary>Subscribes to the stages that matter.</summary>
    void Participate(TLifecycleObservable lifecycle);
}
