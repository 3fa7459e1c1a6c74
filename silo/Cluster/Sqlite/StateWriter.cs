using Microsoft.Data.Sqlite;

namespace PatientFlow.Silo.Cluster.Sqlite;

/// <summary>
/// The one writer. Writes that arrive while a commit runs share the next one, so that the cost of making them durable
/// is shared too. Nobody hears of a write before its commit.
/// </summary>
/// <remarks>
/// After a failed commit the transaction is rolled back, all its writers get the exception, and the connection is
/// replaced: nothing that it may have cached is trusted.
/// </remarks>
internal sealed class StateWriter : IDisposable
{
    /// <summary>Writes in one commit, at most: the first of them waits for the last.</summary>
    private const int CommitSizeMax = 4096;

    private readonly SqliteFile _file;
    private readonly BatchThread<StateWrite> _thread;
    private WriterConnection? _connection;
    private long _commits;
    private long _writes;

    internal StateWriter(SqliteFile file)
    {
        _file = file;
        _connection = new WriterConnection(file);
        _thread = new BatchThread<StateWrite>("grain state writer", Write);
    }

    internal long Commits => Volatile.Read(ref _commits);

    internal long Writes => Volatile.Read(ref _writes);

    public void Dispose()
    {
        _thread.Dispose();
        _connection?.Dispose();
    }

    internal Task<long?> WriteAsync(StateKey key, long? heldEtag, byte[]? bytes)
    {
        var write = new StateWrite(key, heldEtag, bytes);
        _thread.Add(write);
        return write.Committed;
    }

    private void Write(List<StateWrite> gathered)
    {
        for (var start = 0; start < gathered.Count; start += CommitSizeMax)
            Commit(gathered.GetRange(start, Math.Min(CommitSizeMax, gathered.Count - start)));
    }

    private void Commit(List<StateWrite> batch)
    {
        try
        {
            _connection ??= new WriterConnection(_file);
            _connection.Commit(batch);
        }
        catch (Exception failure) when (failure is SqliteException or InvalidOperationException or IOException)
        {
            _connection?.Dispose();
            _connection = null;
            foreach (var write in batch) write.Fail(failure);
            return;
        }

        Interlocked.Increment(ref _commits);
        Interlocked.Add(ref _writes, batch.Count);
        foreach (var write in batch) write.Complete();
    }
}
