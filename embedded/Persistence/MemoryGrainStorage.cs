using System.Globalization;
using Orleans.Embedded.Persistence;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>
/// Keeps state in memory, as bytes: what does not survive serialisation does not survive here either.
/// </summary>
/// <remarks>Completes synchronously, so that a simulation stays on its thread. Hand the same object to a second silo
/// to let state survive the first.</remarks>
public sealed class MemoryGrainStorage(IGrainStorageSerializer serializer) : IGrainStorage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(GrainId, string StateName), (long Version, ReadOnlyMemory<byte> Bytes)> _records = [];

    private long _lastVersion;

    /// <summary>A store with the default serialiser.</summary>
    public MemoryGrainStorage()
        : this(new JsonGrainStorageSerializer())
    {
    }

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        (long Version, ReadOnlyMemory<byte> Bytes) record;
        bool found;
        lock (_lock) found = _records.TryGetValue((grainId, stateName), out record);
        if (!found)
        {
            NewState<T>.Reset(grainState, etag: null);
            return Task.CompletedTask;
        }

        grainState.State = serializer.Deserialize<T>(record.Bytes);
        grainState.ETag = Etag(record.Version);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var bytes = serializer.Serialize(grainState.State);
        lock (_lock)
        {
            if (Conflict_NeedsLock(stateName, grainId, grainState.ETag) is { } conflict)
                return Task.FromException(conflict);
            _records[(grainId, stateName)] = (++_lastVersion, bytes);
            grainState.ETag = Etag(_lastVersion);
        }

        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        lock (_lock)
        {
            if (Conflict_NeedsLock(stateName, grainId, grainState.ETag) is { } conflict)
                return Task.FromException(conflict);
            _records.Remove((grainId, stateName));
        }

        NewState<T>.Reset(grainState, etag: null);
        return Task.CompletedTask;
    }

    private InconsistentStateException? Conflict_NeedsLock(string stateName, GrainId grainId, string? etag)
    {
        var stored = _records.TryGetValue((grainId, stateName), out var record) ? Etag(record.Version) : null;
        return stored == etag ? null : StateConflict.Of(grainId, stateName, stored, etag);
    }

    private static string Etag(long version) => version.ToString(CultureInfo.InvariantCulture);
}
