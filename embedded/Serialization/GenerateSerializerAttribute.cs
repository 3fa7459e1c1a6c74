namespace Orleans;

/// <summary>
/// A type that crosses a grain call or is stored. A cluster needs it; one process only keeps the promise.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Whether the parameters of a primary constructor are members.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; } = true;
}
