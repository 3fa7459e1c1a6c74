using System.Globalization;
using System.Text;
using Npgsql;
using PatientFlow.CommandLine;

namespace PatientFlow.Silo.Clustering.Postgres;

/// <summary>
/// The tables of a cluster in PostgreSQL: Orleans' own, plus a guarantee of one row per grain. The first silo creates
/// them in one transaction, or a database administrator runs <see cref="Script"/> beforehand.
/// </summary>
internal static class PostgresSchema
{
    /// <summary>Version of the tables. A later version adds a script that migrates from the one before.</summary>
    public const int Version = 1;

    // Silos that start together take turns to create the tables. Any number that nobody else uses will do.
    private const long Turn = 0x50_46_4C_4F_57;

    private static readonly string[] Parts =
        ["Orleans-Main", "Orleans-Clustering", "Orleans-Persistence", "Orleans-Reminders", "PatientFlow"];

    private static readonly string[] Tables =
        ["orleansquery", "orleansmembershipversiontable", "orleansmembershiptable", "orleansstorage", "orleansreminderstable"];

    /// <summary>Returns the SQL for a new schema.</summary>
    public static string Script()
    {
        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            var name = $"PatientFlow.Silo.Clustering.Postgres.{part}.sql";
            using var stream = typeof(PostgresSchema).Assembly.GetManifestResourceStream(name)
                ?? throw new InvalidOperationException($"The program lacks its resource {name}.");
            using var reader = new StreamReader(stream);
            text.AppendLine(reader.ReadToEnd());
        }

        return text.ToString();
    }

    /// <summary>Creates the tables if they are missing, and checks their version.</summary>
    /// <exception cref="CommandException">
    /// The server cannot be used, or has tables of another program or version.
    /// </exception>
    public static async Task EnsureAsync(string connectionString, CancellationToken cancellationToken)
    {
        var address = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        try
        {
            await using var connection = new NpgsqlConnection(address.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var change = await connection.BeginTransactionAsync(cancellationToken);
            await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Turn})", cancellationToken);
            if (await LacksTablesAsync(connection, cancellationToken)) await ExecuteAsync(connection, Script(), cancellationToken);
            await CheckAsync(connection, cancellationToken);
            await change.CommitAsync(cancellationToken);
        }
        catch (Exception fault) when (PostgresFault.Explain(fault, address) is { } words)
        {
            throw new CommandException(words);
        }
    }

    private static async Task<bool> LacksTablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await TrueAsync(connection, "to_regclass('patientflow_schema') IS NOT NULL", cancellationToken)) return false;
        if (await TrueAsync(connection, "to_regclass('orleansquery') IS NULL", cancellationToken)) return true;
        throw new CommandException(
            $"The database {connection.Database} has tables of Orleans that another program made. Give PatientFlow a database, "
            + "or a schema (Search Path), of its own.");
    }

    private static async Task CheckAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var read = await ScalarAsync(connection, "SELECT max(version) FROM patientflow_schema", cancellationToken);
        if (read is not int version || version != Version)
            throw new CommandException(
                $"The tables in the database {connection.Database} have version {(read is int found ? found : "none")}, and this silo knows "
                + string.Create(CultureInfo.InvariantCulture, $"{Version}. ")
                + "Run a silo of the version that made them, or a newer one.");
        foreach (var table in Tables)
            foreach (var right in new[] { "SELECT", "INSERT", "UPDATE", "DELETE" })
                if (table != Tables[0] || right == "SELECT")
                    await RequireAsync(connection, table, right, cancellationToken);
    }

    private static async Task RequireAsync(
        NpgsqlConnection connection, string table, string right, CancellationToken cancellationToken)
    {
        if (await TrueAsync(connection, $"has_table_privilege('{table}', '{right}')", cancellationToken)) return;
        throw new CommandException(
            $"The user of {PostgresFault.Variable} may not {right} in {table} of the database {connection.Database}: let its owner "
            + "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA to it.");
    }

    private static async Task<bool> TrueAsync(NpgsqlConnection connection, string condition, CancellationToken cancellationToken) =>
        await ScalarAsync(connection, $"SELECT {condition}", cancellationToken) is true;

    // Every SQL text is a constant of this file or a resource of this program.
#pragma warning disable CA2100
    private static async Task ExecuteAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
#pragma warning restore CA2100
}
