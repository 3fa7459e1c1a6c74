using Microsoft.Data.Sqlite;

namespace PatientFlow.Silo.Cluster.Sqlite;

/// <summary>The writer's connection and statements. Owned by: the writer's thread.</summary>
/// <remarks>
/// An ETag is a number that no record ever gets twice, not even after it was removed: otherwise a grain that slept
/// through a removal could overwrite what came after it.
/// </remarks>
internal sealed class WriterConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _update;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _keepEtag;
    private long _lastEtag;

    internal WriterConnection(SqliteFile file)
    {
        _connection = file.Open(readOnly: false);
        _insert = Prepare(
            """
            INSERT INTO grain_state (grain_type, grain_key, state_name, etag, state)
            VALUES ($type, $key, $name, $etag, $state) ON CONFLICT DO NOTHING
            """,
            "$type", "$key", "$name", "$etag", "$state");
        _update = Prepare(
            """
            UPDATE grain_state SET etag = $etag, state = $state
            WHERE grain_type = $type AND grain_key = $key AND state_name = $name AND etag = $held
            """,
            "$type", "$key", "$name", "$etag", "$state", "$held");
        _delete = Prepare(
            """
            DELETE FROM grain_state
            WHERE grain_type = $type AND grain_key = $key AND state_name = $name AND etag = $held
            """,
            "$type", "$key", "$name", "$held");
        _keepEtag = Prepare("UPDATE last_etag SET etag = $etag", "$etag");
        using var read = Prepare("SELECT etag FROM last_etag");
        _lastEtag = Convert.ToInt64(read.ExecuteScalar());
    }

    public void Dispose()
    {
        _insert.Dispose();
        _update.Dispose();
        _delete.Dispose();
        _keepEtag.Dispose();
        _connection.Dispose();
    }

    /// <summary>Applies a batch in one transaction; an exception leaves the file as it was.</summary>
    internal void Commit(List<StateWrite> batch)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        foreach (var command in (SqliteCommand[])[_insert, _update, _delete, _keepEtag])
            command.Transaction = transaction;
        foreach (var write in batch) write.Applied(Apply(write), _lastEtag);
        _keepEtag.Parameters[0].Value = _lastEtag;
        _keepEtag.ExecuteNonQuery();
        transaction.Commit();
    }

    private bool Apply(StateWrite write)
    {
        _lastEtag++;
        if (write.Bytes is null)
            return write.HeldEtag is { } removed && Execute(_delete, write.Key, removed);
        return write.HeldEtag is { } held
            ? Execute(_update, write.Key, _lastEtag, write.Bytes, held)
            : Execute(_insert, write.Key, _lastEtag, write.Bytes);
    }

    private static bool Execute(SqliteCommand command, StateKey key, params ReadOnlySpan<object> others)
    {
        command.Parameters[0].Value = key.GrainType;
        command.Parameters[1].Value = key.GrainKey;
        command.Parameters[2].Value = key.StateName;
        for (var i = 0; i < others.Length; i++) command.Parameters[3 + i].Value = others[i];
        return command.ExecuteNonQuery() == 1;
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this class get here.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
