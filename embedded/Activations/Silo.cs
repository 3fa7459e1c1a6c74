using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>The grains of this process: their classes, their activations, and the way to them.</summary>
internal sealed class Silo : IGrainRuntime, IDisposable
{
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), InterfaceBinding> _bindings = new();
    private readonly GrainClasses _classes;
    private long _activations;
    private volatile bool _isOpen;

    public Silo(
        IServiceProvider services,
        TimeProvider time,
        TurnScheduler scheduler,
        GrainAssemblies assemblies,
        IOptions<GrainCollectionOptions> collection,
        IOptions<SiloMessagingOptions> messaging,
        ILoggerFactory loggers)
    {
        ServiceProvider = services;
        TimeProvider = time;
        Scheduler = scheduler;
        RunsInline = scheduler.RunsInline;
        Collection = collection.Value;
        Logger = loggers.CreateLogger("Orleans.Embedded");
        PendingReplies = new PendingReplies(time, messaging.Value.ResponseTimeout);
        GrainFactory = new GrainFactory(this);
        _classes = new GrainClasses(assemblies.Blueprints, blueprint => new GrainClass(blueprint, this));
    }

    public string SiloIdentity => Environment.MachineName;

    public IGrainFactory GrainFactory { get; }

    public IServiceProvider ServiceProvider { get; }

    public TimeProvider TimeProvider { get; }

    internal TurnScheduler Scheduler { get; }

    internal bool RunsInline { get; }

    internal GrainCollectionOptions Collection { get; }

    internal ILogger Logger { get; }

    internal PendingReplies PendingReplies { get; }

    internal IReadOnlyList<GrainClass> Classes => _classes.All;

    /// <summary>
    /// The collection round, a clock that ticks once in a collection quantum and costs nothing to read.
    /// </summary>
    internal int Round { get; private set; }

    public void DeactivateOnIdle(IGrainContext grainContext) => ((Activation)grainContext).Deactivate(
        new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The grain asked for it."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan)
    {
        var rounds = timeSpan == Timeout.InfiniteTimeSpan ? int.MaxValue - Round : RoundsIn(timeSpan) + 1;
        ((Activation)grainContext).KeepUntil(Round + rounds);
    }

    public void Dispose() => PendingReplies.Dispose();

    internal void AdvanceRound() => Round++;

    /// <summary>The number of collection rounds that are at least as long as the time given.</summary>
    internal int RoundsIn(TimeSpan time) => (int)Math.Min(
        int.MaxValue / 4, Math.Ceiling(Math.Max(0, time.TotalSeconds) / Collection.CollectionQuantum.TotalSeconds));

    internal long NextActivationNumber() => Interlocked.Increment(ref _activations);

    internal void Open() => _isOpen = true;

    internal void Close() => _isOpen = false;

    internal void ThrowUnlessOpen()
    {
        if (!_isOpen) throw new SiloUnavailableException("The silo has not started or has stopped.");
    }

    internal InterfaceBinding Bind(Type interfaceType, string? classNamePrefix) =>
        _bindings.TryGetValue((interfaceType, classNamePrefix), out var known)
            ? known
            : _bindings.GetOrAdd(
                (interfaceType, classNamePrefix),
                static (key, silo) => BindTo(key.Interface, silo._classes.Find(key.Interface, key.Prefix)),
                this);

    internal static InterfaceBinding BindTo(Type interfaceType, GrainClass grainClass) =>
        interfaceType.IsInterface && interfaceType.IsAssignableFrom(grainClass.Blueprint.Type)
            ? new InterfaceBinding(grainClass, ProxyModule.CreatorOf(interfaceType))
            : throw new InvalidCastException($"{grainClass.Blueprint.Type} does not implement {interfaceType}.");

    internal GrainClass ClassOf(GrainType grainType) => _classes.Find(grainType);
}
