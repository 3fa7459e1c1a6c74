using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using PatientFlow.Network;

namespace PatientFlow.Flow.Bench;

/// <summary>
/// The peer: DuckDB turns the same file into the same tables as Parquet, in this process, in memory (<c>batch.sql</c>).
/// </summary>
internal static class DuckDbBatch
{
    private const int Threads = 2;
    private const string StatementEnd = ";\n";

    // The table of the lake that each of its files stands for.
    private static readonly Dictionary<string, string> FileOfTable = new()
    {
        ["bronze/patient_flow"] = "bronze_patient_flow",
        ["bronze/quarantine"] = "bronze_quarantine",
        ["silver/patient_flow"] = "silver_patient_flow",
        ["gold/dim_department"] = "dim_department",
        ["gold/dim_date"] = "dim_date",
        ["gold/dim_patient"] = "dim_patient",
        ["gold/fact_stay"] = "fact_stay",
        ["gold/fact_census"] = "fact_census",
        ["gold/fact_patient_flow"] = "fact_patient_flow",
    };

    /// <summary>Runs it once and deletes the folder; returns the time, and the rows of each table.</summary>
    public static async Task<(FlowTime Time, IReadOnlyDictionary<string, long> Rows)> RunAsync(
        string file, int events, NetworkDefinition network, string folder, CancellationToken cancellationToken)
    {
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync(cancellationToken);
        await RunAsync(connection, $"SET threads = {Threads}; SET temp_directory = '{folder}'", cancellationToken);
        foreach (var sql in NetworkTables(network)) await RunAsync(connection, sql, cancellationToken);

        var batch = Batch(file, folder);
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        foreach (var statement in batch) await RunAsync(connection, statement, cancellationToken);
        var (elapsed, used) = (clock.Elapsed, Environment.CpuUsage.TotalTime - processor);

        var rows = new Dictionary<string, long>();
        foreach (var (table, name) in FileOfTable)
        {
            await using var count = connection.CreateCommand();
            count.CommandText = $"SELECT count(*) FROM '{folder}/{name}.parquet'";
            rows.Add(table, Convert.ToInt64(await count.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture));
        }

        Directory.Delete(folder, recursive: true);
        return (new FlowTime(events / elapsed.TotalSeconds, elapsed, used, ResidentMax: 0), rows);
    }

    private static async Task RunAsync(DuckDBConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (DuckDBException fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MeasurementException($"DuckDB: {fault.Message}");
        }
    }

    private static string[] NetworkTables(NetworkDefinition network) =>
    [
        "CREATE TABLE departments (department_sk BIGINT, department VARCHAR, hospital_id INTEGER, hospital_name VARCHAR, "
        + "bed_capacity INTEGER, department_key VARCHAR); INSERT INTO departments VALUES "
        + string.Join(',', new NetworkMap(network).Units.Select(u =>
            $"({u.DepartmentSk}, {Text(u.Department)}, {u.HospitalId}, {Text(u.HospitalName)}, {u.Capacity}, {Text(u.Key)})")),
        "CREATE TABLE spellings (spelling VARCHAR, department VARCHAR); INSERT INTO spellings VALUES "
        + string.Join(',', network.Departments.SelectMany(d => d.Spellings.Prepend(d.Name), (d, s) => $"({Text(s)}, {Text(d.Name)})")),
    ];

    // One by one: DuckDB takes the names of windows for those of all statements that it is given at once.
    private static string[] Batch(string file, string folder)
    {
        using var sql = typeof(DuckDbBatch).Assembly.GetManifestResourceStream("batch.sql")
            ?? throw new InvalidOperationException("batch.sql is missing from the assembly.");
        using var reader = new StreamReader(sql);
        return reader.ReadToEnd().Replace("$events", Inner(file), StringComparison.Ordinal)
            .Replace("$lake", Inner(folder), StringComparison.Ordinal)
            .Split(StatementEnd, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string Text(string value) => $"'{Inner(value)}'";

    private static string Inner(string value) => value.Replace("'", "''", StringComparison.Ordinal);
}
