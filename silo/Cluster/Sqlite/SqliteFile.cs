using Microsoft.Data.Sqlite;

namespace PatientFlow.Silo.Cluster.Sqlite;

/// <summary>The file, its schema and its connections.</summary>
/// <remarks>
/// An ordinary row id keeps the records in order of their first write, so that grains of one time share pages, and an
/// update touches the row's page alone.
/// </remarks>
internal sealed class SqliteFile(string path)
{
    private const int SchemaVersion = 1;

    private const string Schema =
        """
        CREATE TABLE IF NOT EXISTS grain_state (
            grain_type TEXT NOT NULL,
            grain_key  TEXT NOT NULL,
            state_name TEXT NOT NULL,
            etag       INTEGER NOT NULL,
            state      BLOB NOT NULL,
            PRIMARY KEY (grain_type, grain_key, state_name));
        CREATE TABLE IF NOT EXISTS last_etag (etag INTEGER NOT NULL);
        INSERT INTO last_etag SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM last_etag);
        """;

    internal void Create()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        using var connection = Open(readOnly: false);
        var version = Convert.ToInt64(Scalar(connection, "PRAGMA user_version"));
        if (version > SchemaVersion)
            throw new InvalidOperationException($"The grain storage has version {version}, newer than this program.");
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, Schema);
        Execute(connection, $"PRAGMA user_version = {SchemaVersion}");
    }

    internal SqliteConnection Open(bool readOnly)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA synchronous = FULL");
        return connection;
    }

    internal static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this folder get here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this folder get here.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
