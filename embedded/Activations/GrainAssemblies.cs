using System.Reflection;

namespace Orleans.Embedded.Activations;

/// <summary>The assemblies in which a silo looks for grain classes.</summary>
internal sealed class GrainAssemblies
{
    private readonly HashSet<Assembly> _given = [];

    /// <summary>The grain classes of the assemblies given, else of all that the process refers to.</summary>
    internal IEnumerable<GrainBlueprint> Blueprints =>
        (_given.Count > 0 ? _given : Reachable())
            .SelectMany(assembly => assembly.GetTypes())
            .Select(GrainBlueprint.TryRead)
            .OfType<GrainBlueprint>();

    internal void Add(Assembly assembly) => _given.Add(assembly);

    private static HashSet<Assembly> Reachable()
    {
        var seen = new HashSet<Assembly>();
        var open = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(MayHoldGrains));
        if (Assembly.GetEntryAssembly() is { } entry) open.Enqueue(entry);
        while (open.TryDequeue(out var assembly))
        {
            if (!seen.Add(assembly)) continue;
            foreach (var name in assembly.GetReferencedAssemblies().Where(name => !IsOfThePlatform(name)))
            {
                if (TryLoad(name) is { } referenced) open.Enqueue(referenced);
            }
        }

        seen.RemoveWhere(assembly => !MayHoldGrains(assembly));
        return seen;
    }

    private static bool MayHoldGrains(Assembly assembly) =>
        !assembly.IsDynamic
        && assembly.GetReferencedAssemblies().Any(name => name.Name == typeof(IGrain).Assembly.GetName().Name);

    private static bool IsOfThePlatform(AssemblyName name) =>
        name.Name is { } text
        && (text.StartsWith("System.", StringComparison.Ordinal)
            || text.StartsWith("Microsoft.", StringComparison.Ordinal)
            || text is "System" or "netstandard" or "mscorlib");

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception missing)
            when (missing is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            // A reference that is not deployed holds no grain that could run.
            return null;
        }
    }
}
