namespace Orleans.Runtime;

/// <summary>The runtime's view of one activation.</summary>
public interface IGrainContext
{
    /// <summary>A reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The identity of the grain.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain, or null while it is being constructed.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of the process. There is no scope per activation: scoped services are refused.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the grain has deactivated. Never await it on the grain's own turn.</summary>
    Task Deactivated { get; }

    /// <summary>Starts deactivating; running calls end first.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
