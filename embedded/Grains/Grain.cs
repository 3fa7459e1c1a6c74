using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The base class of grains. Everything here is for the grain's own turns.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly IGrainContext? _context;
    private readonly IGrainRuntime? _runtime;

    /// <summary>Takes the context from the activation that is constructing this grain.</summary>
    protected Grain()
    {
        var activation = Activation.Current;
        _context = activation;
        _runtime = activation?.Class.Silo;
    }

    /// <summary>Takes the context given, so that a unit test can pass fakes.</summary>
    protected Grain(IGrainContext grainContext, IGrainRuntime? grainRuntime = null)
    {
        ArgumentNullException.ThrowIfNull(grainContext);
        _context = grainContext;
        _runtime = grainRuntime ?? (grainContext as Activation)?.Class.Silo;
    }

    /// <inheritdoc/>
    public IGrainContext GrainContext => _context ?? throw NotHosted();

    /// <summary>A reference to this grain, to hand to others.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>Type and key, for display.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>The name of the process that hosts this grain.</summary>
    public string RuntimeIdentity => Runtime.SiloIdentity;

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => Runtime.GrainFactory;

    /// <summary>The services of the process.</summary>
    protected internal IServiceProvider ServiceProvider => _context?.ActivationServices ?? Runtime.ServiceProvider;

    private IGrainRuntime Runtime => _runtime ?? throw NotHosted();

    /// <inheritdoc/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>
    /// Deactivates this activation once its running calls have ended; waiting ones go to a new activation.
    /// </summary>
    protected void DeactivateOnIdle() => Runtime.DeactivateOnIdle(GrainContext);

    /// <summary>Keeps this activation from being collected as idle for at least the time given.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Runtime.DelayDeactivation(GrainContext, timeSpan);

    private static InvalidOperationException NotHosted() =>
        new("This grain was constructed outside a silo, without a grain context and runtime.");
}
