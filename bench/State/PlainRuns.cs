using Microsoft.Data.Sqlite;

namespace PatientFlow.State.Bench;

/// <summary>What the store is held against: a file that is only appended to (the limit), and a table of SQLite.</summary>
internal static class PlainRuns
{
    public static Task FileAsync(string path, int count, int cut, Func<int, byte[]> record) => Meter.MeasureAsync(
        $"a file, appended and synced, cuts of {cut:N0}", count, () =>
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
            for (var n = 0; n < count; n++)
            {
                file.Write(record(n));
                if ((n + 1) % cut == 0) file.Flush(flushToDisk: true);
            }

            return Task.CompletedTask;
        });

    public static async Task SqliteAsync(string path, int count, int cut, Func<int, byte[]> record)
    {
        using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        db.Open();
        Run(db, "PRAGMA journal_mode = WAL");
        Run(db, "PRAGMA synchronous = FULL");
        Run(db, "CREATE TABLE state (key TEXT PRIMARY KEY, state BLOB NOT NULL)");
        for (var round = 0; round < 2; round++)
            await Meter.MeasureAsync($"SQLite, write {(round == 0 ? "new" : "again")}, cuts of {cut:N0}", count, () =>
            {
                for (var from = 0; from < count; from += cut) Write(db, from, Math.Min(count, from + cut), record);
                return Task.CompletedTask;
            });
        Console.WriteLine($"SQLite, on disk {StoreRuns.Size(Path.GetDirectoryName(path) ?? ".") / (double)count,12:N0} B each");
        using var read = db.CreateCommand();
        read.CommandText = "SELECT state FROM state WHERE key = $key";
        var key = read.Parameters.Add("$key", SqliteType.Text);
        var random = new Random(1);
        await Meter.MeasureAsync("SQLite, read at random", 200_000, () =>
        {
            for (var n = 0; n < 200_000; n++)
            {
                key.Value = SamplePatients.Key(random.Next(count));
                if (read.ExecuteScalar() is not byte[]) throw new InvalidOperationException("lost");
            }

            return Task.CompletedTask;
        });
    }

    private static void Write(SqliteConnection db, int from, int to, Func<int, byte[]> record)
    {
        using var transaction = db.BeginTransaction();
        using var write = db.CreateCommand();
        write.Transaction = transaction;
        write.CommandText = "INSERT INTO state VALUES ($key, $state) ON CONFLICT (key) DO UPDATE SET state = $state";
        var key = write.Parameters.Add("$key", SqliteType.Text);
        var state = write.Parameters.Add("$state", SqliteType.Blob);
        for (var n = from; n < to; n++)
        {
            key.Value = SamplePatients.Key(n);
            state.Value = record(n);
            write.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static void Run(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
#pragma warning disable CA2100 // Only constants of this class get here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
