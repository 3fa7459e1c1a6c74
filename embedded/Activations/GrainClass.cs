using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>A grain class in one silo: what is known of it, and its activations.</summary>
internal sealed class GrainClass
{
    private readonly ConcurrentDictionary<string, Activation> _activations = new(KeyComparer.Instance);
    private readonly bool _runsCodeOnActivate;
    private readonly bool _runsCodeOnDeactivate;
    private GrainConstructor? _constructor;
    private InterfaceBinding? _ownBinding;
    private long _callsOfEnded;

    internal GrainClass(GrainBlueprint blueprint, Silo silo)
    {
        Blueprint = blueprint;
        Silo = silo;
        _runsCodeOnActivate = Overrides(nameof(IGrainBase.OnActivateAsync));
        _runsCodeOnDeactivate = Overrides(nameof(IGrainBase.OnDeactivateAsync));
        IsReentrant = blueprint.Type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        (CollectionAge, IsKeptAlive) = AgeOf(blueprint.Type, silo.Collection.CollectionAge);
        CollectionAgeRounds = IsKeptAlive ? int.MaxValue : silo.RoundsIn(CollectionAge);
    }

    internal GrainBlueprint Blueprint { get; }

    internal Silo Silo { get; }

    internal GrainType GrainType => Blueprint.GrainType;

    internal bool IsReentrant { get; }

    internal bool IsKeptAlive { get; }

    internal TimeSpan CollectionAge { get; }

    internal int CollectionAgeRounds { get; }

    internal IEnumerable<Activation> Activations => _activations.Select(entry => entry.Value);

    internal int ActivationCount => _activations.Count;

    internal long Calls => Volatile.Read(ref _callsOfEnded) + Activations.Sum(activation => activation.Calls);

    internal Activation FindOrAdd(string key) =>
        _activations.TryGetValue(key, out var found)
            ? found
            : _activations.GetOrAdd(
                key, static (key, own) => new Activation(own, key, own.Silo.NextActivationNumber()), this);

    internal void Remove(string key, Activation ended)
    {
        if (_activations.TryRemove(KeyValuePair.Create(key, ended)))
            Interlocked.Add(ref _callsOfEnded, ended.Calls);
    }

    /// <summary>A reference by any of the class's interfaces; cast it to the one that is wanted.</summary>
    internal GrainReference Reference(string key)
    {
        _ownBinding ??= Silo.BindTo(Blueprint.Interfaces[0], this);
        return _ownBinding.Create(key);
    }

    /// <summary>Constructs the grain, reads its state and runs its own code, as a turn of the activation.</summary>
    internal async Task ActivateAsync(Activation activation, Action<object> constructed)
    {
        Silo.ThrowUnlessOpen();
        _constructor ??= new GrainConstructor(Blueprint.Type, Silo.ServiceProvider);
        var (instance, states) = _constructor.Construct(activation);
        constructed(instance);
        if (states.Length == 0 && !_runsCodeOnActivate) return;
        using var limit = new CancellationTokenSource(Silo.Collection.ActivationTimeout, Silo.TimeProvider);
        foreach (var state in states) await state.ReadAtSetupAsync(limit.Token);
        var activating = ((IGrainBase)instance).OnActivateAsync(limit.Token);
        await (activating.IsCompleted ? activating : activating.WaitAsync(limit.Token));
    }

    /// <summary>Runs the grain's last code, as a turn of the activation, for a bounded time.</summary>
    internal async Task DeactivateAsync(object instance, DeactivationReason reason)
    {
        if (_runsCodeOnDeactivate)
        {
            var timeout = Silo.Collection.DeactivationTimeout;
            using var limit = new CancellationTokenSource(timeout, Silo.TimeProvider);
            var deactivation = ((IGrainBase)instance).OnDeactivateAsync(reason, limit.Token);
            if (deactivation.IsCompleted) await deactivation;
            else await deactivation.WaitAsync(timeout, Silo.TimeProvider);
        }

        if (instance is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync();
        else if (instance is IDisposable disposable) disposable.Dispose();
    }

    private bool Overrides(string method)
    {
        var map = Blueprint.Type.GetInterfaceMap(typeof(IGrainBase));
        var target = map.TargetMethods.Single(target => target.Name.EndsWith(method, StringComparison.Ordinal));
        return target.DeclaringType != typeof(Grain) && target.DeclaringType != typeof(IGrainBase);
    }

    private static (TimeSpan Age, bool KeptAlive) AgeOf(Type type, TimeSpan byDefault)
    {
        var limit = type.GetCustomAttribute<CollectionAgeLimitAttribute>();
        var keptAlive = type.IsDefined(typeof(KeepAliveAttribute), inherit: true) || limit is { AlwaysActive: true };
        return (limit?.AgeLimit ?? byDefault, keptAlive);
    }
}
