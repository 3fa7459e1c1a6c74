using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>The grain classes of a silo, found by interface or by name.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> _byName = [];
    private readonly Dictionary<Type, List<GrainClass>> _byInterface = [];

    internal GrainClasses(IEnumerable<GrainBlueprint> blueprints, Func<GrainBlueprint, GrainClass> create)
    {
        foreach (var blueprint in blueprints.OrderBy(blueprint => blueprint.GrainType)) Add(create(blueprint));
        All = [.. _byName.Values];
    }

    /// <summary>All classes, in the order of their names.</summary>
    internal IReadOnlyList<GrainClass> All { get; }

    internal GrainClass Find(GrainType grainType) =>
        _byName.TryGetValue(grainType, out var found)
            ? found
            : throw new ArgumentException($"No grain class has the name {grainType}.");

    internal GrainClass Find(Type interfaceType, string? classNamePrefix)
    {
        var candidates = _byInterface.GetValueOrDefault(interfaceType) ?? [];
        var fitting = classNamePrefix is null
            ? candidates
            : candidates.FindAll(candidate => HasPrefix(candidate, classNamePrefix));
        if (fitting.Count > 1) fitting = Conventional(interfaceType, fitting);
        return fitting.Count switch
        {
            1 => fitting[0],
            0 => throw new ArgumentException(
                $"No grain class implements {interfaceType}. Is its assembly among those given to the silo?"),
            _ => throw new ArgumentException(
                $"Several grain classes implement {interfaceType}: {string.Join(", ", fitting.Select(NameOf))}."),
        };
    }

    private void Add(GrainClass added)
    {
        if (!_byName.TryAdd(added.GrainType, added))
        {
            throw new InvalidOperationException(
                $"{NameOf(added)} and {NameOf(_byName[added.GrainType])} are both named {added.GrainType}.");
        }

        foreach (var implemented in added.Blueprint.Interfaces)
        {
            if (!_byInterface.TryGetValue(implemented, out var classes)) _byInterface[implemented] = classes = [];
            classes.Add(added);
        }
    }

    /// <summary>Of several classes, IThing means Thing or ThingGrain.</summary>
    private static List<GrainClass> Conventional(Type interfaceType, List<GrainClass> candidates)
    {
        var name = interfaceType.Name.StartsWith('I') ? interfaceType.Name[1..] : interfaceType.Name;
        var found = candidates.FindAll(
            candidate => candidate.Blueprint.Type.Name == name || candidate.Blueprint.Type.Name == name + "Grain");
        return found.Count == 1 ? found : candidates;
    }

    private static bool HasPrefix(GrainClass candidate, string prefix) =>
        candidate.Blueprint.Type.FullName?.StartsWith(prefix, StringComparison.Ordinal) == true
        || candidate.Blueprint.Type.Name.StartsWith(prefix, StringComparison.Ordinal);

    private static string NameOf(GrainClass grainClass) => grainClass.Blueprint.Type.ToString();
}
