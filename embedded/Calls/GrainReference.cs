using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;

namespace Orleans.Runtime;

/// <summary>A reference to a grain. Derived types, which implement the grain interfaces, are emitted.</summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly InterfaceBinding _binding;
    private readonly string _key;
    private Activation? _activation;

    internal GrainReference(InterfaceBinding binding, string key)
    {
        _binding = binding;
        _key = key;
    }

    /// <summary>The identity of the grain.</summary>
    public GrainId GrainId => GrainId.Create(_binding.Class.GrainType, _key);

    /// <summary>The activation to call: a present one where there is one, else one that will activate.</summary>
    internal Activation Activation
    {
        get
        {
            var activation = _activation;
            if (activation is { HasEnded: false }) return activation;
            return _activation = _binding.Class.FindOrAdd(_key);
        }
    }

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) =>
        other is not null && _binding.Class == other._binding.Class && _key == other._key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => _key.GetHashCode(StringComparison.Ordinal);

    /// <summary>The grain type only: a key may be a patient's, and references end up in logs.</summary>
    public override string ToString() => $"reference to a {_binding.Class.GrainType} grain";

    internal GrainReference Cast(Type interfaceType) =>
        interfaceType.IsInstanceOfType(this) ? this : Silo.BindTo(interfaceType, _binding.Class).Create(_key);
}
