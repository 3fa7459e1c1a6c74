namespace Orleans.Metadata;

/// <summary>Names a grain class, so that it can be renamed without losing what is stored under its name.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    /// <summary>The name.</summary>
    public string GrainType { get; } = grainType;
}
