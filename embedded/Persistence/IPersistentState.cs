using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A piece of stored state of a grain, read before the grain activates.</summary>
/// <typeparam name="TState">The type of the value; it needs a parameterless constructor.</typeparam>
public interface IPersistentState<TState> : IStorage<TState>;
