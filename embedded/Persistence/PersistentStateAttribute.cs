namespace Orleans.Runtime;

/// <summary>A constructor parameter that receives a piece of stored state.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>The name of this piece within the grain.</summary>
    public string StateName { get; } = stateName;

    /// <summary>The name of the storage; null for "Default".</summary>
    public string? StorageName { get; } = storageName;
}
