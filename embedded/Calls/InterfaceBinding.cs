using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>A grain interface, the class behind it, and the way to make references to it.</summary>
internal sealed class InterfaceBinding(GrainClass grainClass, Func<InterfaceBinding, string, GrainReference> create)
{
    internal GrainClass Class { get; } = grainClass;

    internal GrainReference Create(string key) => create(this, key);
}
