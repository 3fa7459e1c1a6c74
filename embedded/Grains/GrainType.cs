namespace Orleans.Runtime;

/// <summary>The name of a grain class: its own name in lower case without "grain", or what [GrainType] says.</summary>
public readonly record struct GrainType : IComparable<GrainType>
{
    private readonly string? _name;

    private GrainType(string name) => _name = name;

    /// <summary>Whether this is the default value, which names nothing.</summary>
    public bool IsDefault => _name is null;

    /// <summary>Makes a grain type of its name.</summary>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new GrainType(value);
    }

    /// <inheritdoc/>
    public int CompareTo(GrainType other) => string.CompareOrdinal(_name, other._name);

    /// <inheritdoc/>
    public override string ToString() => _name ?? "";
}
