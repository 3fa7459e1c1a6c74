using System.Globalization;
using Orleans.Storage;

namespace PatientFlow.Silo.Cluster.Sqlite;

/// <summary>
/// Keeps state in a SQLite file. A write completes when it is durable; writes that come together share a commit. All
/// work with the file is done on two threads of its own, one that writes and one that reads.
/// </summary>
public sealed class SqliteGrainStorage : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly SqliteFile _file;
    private readonly IGrainStorageSerializer _serializer;
    private StateWriter? _writer;
    private StateReader? _reader;

    /// <summary>For the file of this path, which is made where there is none.</summary>
    public SqliteGrainStorage(string path, IGrainStorageSerializer serializer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _file = new SqliteFile(path);
        _serializer = serializer;
    }

    /// <summary>Commits made since the store was opened.</summary>
    public long Commits => _writer?.Commits ?? 0;

    /// <summary>Writes committed since the store was opened.</summary>
    public long Writes => _writer?.Writes ?? 0;

    private StateWriter Writer => _writer ?? throw NotOpen();

    private StateReader Reader => _reader ?? throw NotOpen();

    /// <summary>Opens with the silo, before there are grains, and closes after them.</summary>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        "SQLite grain storage", ServiceLifecycleStage.RuntimeStorageServices, _ => OpenAsync(), _ => CloseAsync());

    /// <summary>Opens the file; a silo does this itself.</summary>
    public void Open()
    {
        if (_writer is not null) return;
        _file.Create();
        _writer = new StateWriter(_file);
        _reader = new StateReader(_file);
    }

    /// <summary>Commits what is waiting and closes the file.</summary>
    public void Dispose()
    {
        _writer?.Dispose();
        _reader?.Dispose();
        _writer = null;
        _reader = null;
    }

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var record = await Reader.ReadAsync(KeyOf(grainId, stateName));
        if (record is null)
        {
            NewState<T>.Reset(grainState, etag: null);
            return;
        }

        grainState.State = _serializer.Deserialize<T>(record.Bytes);
        grainState.ETag = record.Etag.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        // Serialised before the first await: what is written is the state at the time of the call.
        var bytes = _serializer.Serialize(grainState.State);
        var etag = await Writer.WriteAsync(KeyOf(grainId, stateName), Number(grainState.ETag), ToArray(bytes))
            ?? throw StateConflict.Of(grainId, stateName, storedEtag: null, grainState.ETag);
        grainState.ETag = etag.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        if (grainState.ETag is not null)
        {
            _ = await Writer.WriteAsync(KeyOf(grainId, stateName), Number(grainState.ETag), bytes: null)
                ?? throw StateConflict.Of(grainId, stateName, storedEtag: null, grainState.ETag);
        }

        NewState<T>.Reset(grainState, etag: null);
    }

    /// <summary>The keys of the stored grains of a type, in order. Reads through a connection of its own.</summary>
    public IEnumerable<string> ReadKeys(string grainType)
    {
        using var connection = _file.Open(readOnly: true);
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT DISTINCT grain_key FROM grain_state WHERE grain_type = $type ORDER BY grain_key";
        command.Parameters.AddWithValue("$type", grainType);
        using var rows = command.ExecuteReader();
        while (rows.Read()) yield return rows.GetString(0);
    }

    /// <summary>The stored state of all grains of a type, in the order of their keys, without activating any.</summary>
    public IEnumerable<KeyValuePair<string, T?>> ReadAll<T>(string grainType, string stateName)
    {
        using var connection = _file.Open(readOnly: true);
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT grain_key, state FROM grain_state
            WHERE grain_type = $type AND state_name = $name ORDER BY grain_key
            """;
        command.Parameters.AddWithValue("$type", grainType);
        command.Parameters.AddWithValue("$name", stateName);
        using var rows = command.ExecuteReader();
        while (rows.Read())
            yield return KeyValuePair.Create(
                rows.GetString(0), _serializer.Deserialize<T>(rows.GetFieldValue<byte[]>(1)));
    }

    private Task OpenAsync()
    {
        Open();
        return Task.CompletedTask;
    }

    private Task CloseAsync()
    {
        Dispose();
        return Task.CompletedTask;
    }

    private static StateKey KeyOf(GrainId grainId, string stateName) =>
        new(grainId.Type.ToString(), grainId.Key.ToString(), stateName);

    private static long? Number(string? etag) =>
        etag is null ? null : long.Parse(etag, CultureInfo.InvariantCulture);

    private static byte[] ToArray(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var segment)
        && segment.Array is { } array && segment.Offset == 0 && segment.Count == array.Length
            ? array
            : bytes.ToArray();

    private static InvalidOperationException NotOpen() =>
        new("The SQLite grain storage is not open: the silo has not started or has stopped.");
}
