namespace Orleans;

/// <summary>A plain <see cref="IGrainState{T}"/>, to read a record without activating its grain.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class GrainState<T> : IGrainState<T>
{
    /// <inheritdoc/>
    public T? State { get; set; }

    /// <inheritdoc/>
    public string? ETag { get; set; }

    /// <inheritdoc/>
    public bool RecordExists { get; set; }
}
