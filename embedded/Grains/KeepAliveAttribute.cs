namespace Orleans;

/// <summary>A grain class that is never collected as idle.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeepAliveAttribute : Attribute;
