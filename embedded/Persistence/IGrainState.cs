namespace Orleans;

/// <summary>A record on its way to or from a store.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public interface IGrainState<T>
{
    /// <summary>The value.</summary>
    T? State { get; set; }

    /// <summary>The version last read or written.</summary>
    string? ETag { get; set; }

    /// <summary>Whether the store has the record.</summary>
    bool RecordExists { get; set; }
}
