using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Persistence;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.Activations;

/// <summary>Constructs grains of one class, with services and persistent state as arguments.</summary>
internal sealed class GrainConstructor
{
    private readonly ConstructorInvoker _invoker;
    private readonly Func<Activation, object?>[] _arguments;
    private readonly int _stateCount;

    internal GrainConstructor(Type type, IServiceProvider services)
    {
        var constructor = type.GetConstructors()
            .OrderByDescending(candidate => candidate.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            .ThenByDescending(candidate => candidate.GetParameters().Length)
            .FirstOrDefault() ?? throw new InvalidOperationException($"{type} has no public constructor.");
        _invoker = ConstructorInvoker.Create(constructor);
        _arguments = constructor.GetParameters()
            .Select(parameter => ArgumentOf(parameter, services))
            .ToArray();
        _stateCount = constructor.GetParameters().Count(IsState);
    }

    /// <summary>Constructs a grain, and says which of its arguments are state that has to be read.</summary>
    internal (object Grain, ISetupState[] States) Construct(Activation activation)
    {
        var values = new object?[_arguments.Length];
        for (var i = 0; i < values.Length; i++) values[i] = _arguments[i](activation);
        var grain = _invoker.Invoke(values.AsSpan());
        return (grain, _stateCount == 0 ? [] : values.OfType<ISetupState>().ToArray());
    }

    private static bool IsState(ParameterInfo parameter) => parameter.IsDefined(typeof(PersistentStateAttribute));

    private static Func<Activation, object?> ArgumentOf(ParameterInfo parameter, IServiceProvider services)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
            return StateArgument(type, state, services);
        if (type == typeof(IGrainContext)) return static activation => activation;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
            return _ => services.GetRequiredKeyedService(type, keyed.Key);
        if (parameter.HasDefaultValue) return _ => services.GetService(type) ?? parameter.DefaultValue;
        return _ => services.GetRequiredService(type);
    }

    private static Func<Activation, object?> StateArgument(
        Type type, PersistentStateAttribute attribute, IServiceProvider services)
    {
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new InvalidOperationException("[PersistentState] belongs on an IPersistentState<T> parameter.");
        var storage = GrainStorages.Find(services, attribute.StorageName);
        var create = typeof(GrainConstructor)
            .GetMethod(nameof(CreateState), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments()[0])
            .CreateDelegate<Func<Activation, IGrainStorage, string, object>>();
        return activation => create(activation, storage, attribute.StateName);
    }

    private static PersistentState<TState> CreateState<TState>(
        Activation activation, IGrainStorage storage, string stateName) =>
        new PersistentState<TState>(activation, storage, stateName);
}
