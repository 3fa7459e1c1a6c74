namespace Orleans.Core;

/// <summary>A stored record that can be read, written and cleared.</summary>
public interface IStorage
{
    /// <summary>The version last read or written; null where there is no record.</summary>
    string? Etag { get; }

    /// <summary>Whether the store has the record.</summary>
    bool RecordExists { get; }

    /// <summary>Reads the record, losing what was changed in memory.</summary>
    Task ReadStateAsync();

    /// <summary>Writes the record; completes when it is durable.</summary>
    Task WriteStateAsync();

    /// <summary>Removes the record and starts over with a new state.</summary>
    Task ClearStateAsync();

    /// <summary>Reads the record, losing what was changed in memory.</summary>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();

    /// <summary>Writes the record; completes when it is durable.</summary>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <summary>Removes the record and starts over with a new state.</summary>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();
}
