namespace Orleans.Concurrency;

/// <summary>
/// A method whose caller learns neither result nor error: its task completes when the call is queued.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
