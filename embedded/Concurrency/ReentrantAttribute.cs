namespace Orleans.Concurrency;

/// <summary>A grain class whose calls may interleave: while one awaits, another may begin.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
