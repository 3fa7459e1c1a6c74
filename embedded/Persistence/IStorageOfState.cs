namespace Orleans.Core;

/// <summary>A stored record and its value in memory.</summary>
/// <typeparam name="TState">The type of the value.</typeparam>
public interface IStorage<TState> : IStorage
{
    /// <summary>The value. Changing it writes nothing.</summary>
    TState State { get; set; }
}
