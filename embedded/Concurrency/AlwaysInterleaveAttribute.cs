namespace Orleans.Concurrency;

/// <summary>A method that may begin while any other call of the grain awaits.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
