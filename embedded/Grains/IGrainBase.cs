using Orleans.Runtime;

namespace Orleans;

/// <summary>What a grain class implements, directly or by deriving from <see cref="Grain"/>.</summary>
public interface IGrainBase
{
    /// <summary>The runtime's view of this activation.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>
    /// Runs before the first call, after persistent state was read. An exception fails the waiting calls.
    /// </summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last call. Best effort: it does not run when the process dies.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
