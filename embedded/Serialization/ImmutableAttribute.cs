namespace Orleans;

/// <summary>A type or member that nobody changes once it is made, so that a call need not copy it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Parameter
    | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.ReturnValue)]
public sealed class ImmutableAttribute : Attribute;
