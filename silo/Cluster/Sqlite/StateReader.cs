using Microsoft.Data.Sqlite;

namespace PatientFlow.Silo.Cluster.Sqlite;

/// <summary>Reads records on a thread and a connection of its own, beside the writer.</summary>
internal sealed class StateReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _select;
    private readonly BatchThread<StateRead> _thread;

    internal StateReader(SqliteFile file)
    {
        _connection = file.Open(readOnly: true);
        _select = _connection.CreateCommand();
        _select.CommandText =
            """
            SELECT etag, state FROM grain_state
            WHERE grain_type = $type AND grain_key = $key AND state_name = $name
            """;
        foreach (var name in (string[])["$type", "$key", "$name"])
            _select.Parameters.Add(new SqliteParameter { ParameterName = name });
        _thread = new BatchThread<StateRead>("grain state reader", ReadAll);
    }

    public void Dispose()
    {
        _thread.Dispose();
        _select.Dispose();
        _connection.Dispose();
    }

    internal Task<StateRecord?> ReadAsync(StateKey key)
    {
        var read = new StateRead(key);
        _thread.Add(read);
        return read.Found;
    }

    private void ReadAll(List<StateRead> gathered)
    {
        foreach (var read in gathered)
        {
            StateRecord? record;
            try
            {
                record = Read(read.Key);
            }
            catch (Exception failure) when (failure is SqliteException or InvalidOperationException or IOException)
            {
                read.Fail(failure);
                continue;
            }

            read.Complete(record);
        }
    }

    private StateRecord? Read(StateKey key)
    {
        _select.Parameters[0].Value = key.GrainType;
        _select.Parameters[1].Value = key.GrainKey;
        _select.Parameters[2].Value = key.StateName;
        using var row = _select.ExecuteReader();
        return row.Read() ? new StateRecord(row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : null;
    }
}
