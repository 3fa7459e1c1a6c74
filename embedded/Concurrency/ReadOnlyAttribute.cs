namespace Orleans.Concurrency;

/// <summary>A method that changes no state: it may begin while other read-only calls of the grain await.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
