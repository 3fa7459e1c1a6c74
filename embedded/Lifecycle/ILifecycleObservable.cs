namespace Orleans;

/// <summary>Something that starts in stages and stops in the opposite order.</summary>
public interface ILifecycleObservable
{
    /// <summary>Joins at a stage. Observers of one stage start, and stop, concurrently.</summary>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
