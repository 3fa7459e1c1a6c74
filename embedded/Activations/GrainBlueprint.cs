using System.Reflection;
using Orleans.Concurrency;
using Orleans.Metadata;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>A grain class as its source says it: name and interfaces.</summary>
internal sealed class GrainBlueprint
{
    private const string ConventionalSuffix = "grain";

    private GrainBlueprint(Type type, Type[] interfaces)
    {
        Type = type;
        Interfaces = interfaces;
        GrainType = NameOf(type);
    }

    internal Type Type { get; }

    internal Type[] Interfaces { get; }

    internal GrainType GrainType { get; }

    /// <summary>Reads a type; null where it is no grain class.</summary>
    internal static GrainBlueprint? TryRead(Type type)
    {
        if (!type.IsClass || type.IsAbstract || type.ContainsGenericParameters) return null;
        if (!typeof(IGrainBase).IsAssignableFrom(type)) return null;
        var interfaces = type.GetInterfaces().Where(IsGrainInterface).ToArray();
        if (interfaces.Length == 0) return null;
        return type.IsDefined(typeof(StatelessWorkerAttribute))
            ? throw new NotSupportedException(
                $"{type} is a [StatelessWorker]: one process has one activation for a key. Remove the attribute.")
            : new GrainBlueprint(type, interfaces);
    }

    private static bool IsGrainInterface(Type type) =>
        typeof(IGrain).IsAssignableFrom(type) && type.Assembly != typeof(IGrain).Assembly;

    private static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named) return GrainType.Create(named.GrainType);
        var name = type.Name.ToLowerInvariant();
        var hasSuffix = name.EndsWith(ConventionalSuffix, StringComparison.Ordinal)
            && name.Length > ConventionalSuffix.Length;
        return GrainType.Create(hasSuffix ? name[..^ConventionalSuffix.Length] : name);
    }
}
