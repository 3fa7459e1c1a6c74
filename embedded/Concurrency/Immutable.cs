namespace Orleans.Concurrency;

/// <summary>Wraps a value that nobody changes any more. Nothing is copied in one process, so it only says so.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly record struct Immutable<T>(T Value);
