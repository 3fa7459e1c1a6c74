namespace Orleans;

/// <summary>A grain class that receives every stream of a namespace, each in the grain of the stream's key.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ImplicitStreamSubscriptionAttribute(string streamNamespace) : Attribute
{
    /// <summary>The namespace.</summary>
    public string StreamNamespace { get; } = streamNamespace;
}
