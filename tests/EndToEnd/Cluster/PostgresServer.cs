using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace PatientFlow.Tests.Cluster;

/// <summary>
/// A real PostgreSQL server of the tests' own, in a folder of its own, on a port of loopback, gone when they are. It is
/// not synced to disk: these tests take no power from a machine.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string User = "patientflow";
    private const string Password = "not-a-secret";
    private const string Missing = "PostgreSQL is not installed here (on Debian: apt install postgresql)";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private DirectoryInfo? folder;
    private Process? server;
    private int port;
    private int databases;

    /// <summary>Whether the server can be had.</summary>
    internal static bool IsInstalled => Programs() is not null;

    /// <summary>A connection string of a database that nothing has used yet; skips the test where there is no server.</summary>
    internal async Task<string> DatabaseAsync()
    {
        Assert.SkipUnless(IsInstalled, Missing);
        var name = string.Create(CultureInfo.InvariantCulture, $"flow{Interlocked.Increment(ref databases)}");
        await ExecuteAsync(Connection("postgres"), $"CREATE DATABASE {name}");
        return Connection(name);
    }

    /// <summary>Runs a statement.</summary>
    internal static async Task ExecuteAsync(string connectionString, string statement)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The same, where one value comes of it.</summary>
    internal static async Task<object?> ValueAsync(string connectionString, string statement)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask InitializeAsync()
    {
        if (Programs() is not { } programs) return;
        folder = Directory.CreateTempSubdirectory("patientflow-pg-");
        var data = Path.Combine(folder.FullName, "data");
        var password = Path.Combine(folder.FullName, "password");
        await File.WriteAllTextAsync(password, Password);
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", ["-R", "postgres", folder.FullName]);
        await RunAsync(Lowered(Path.Combine(programs, "initdb"),
            "-D", data, "-U", User, "-E", "UTF8", "-A", "scram-sha-256", $"--pwfile={password}", "--no-sync", "--no-locale"));
        port = FreePort.Find();
        var (program, arguments) = Lowered(Path.Combine(programs, "postgres"),
            "-D", data, "-c", "listen_addresses=127.0.0.1", "-c", string.Create(CultureInfo.InvariantCulture, $"port={port}"),
            "-c", $"unix_socket_directories={folder.FullName}", "-c", "fsync=off", "-c", "full_page_writes=off",
            "-c", "synchronous_commit=off", "-c", "max_connections=200");
        server = ChildProcess.Start(program, arguments);
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        await UntilItAnswersAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
        }

        folder?.Delete(recursive: true);
    }

    private string Connection(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = database,
        Username = User,
        Password = Password,
        Pooling = database != "postgres",
    }.ConnectionString;

    private async Task UntilItAnswersAsync()
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience; await Task.Delay(50))
        {
            try
            {
                await ValueAsync(Connection("postgres"), "SELECT 1");
                return;
            }
            catch (NpgsqlException)
            {
                // It is starting.
            }
        }

        throw new TimeoutException("PostgreSQL does not answer.");
    }

    // The server refuses to run as root.
    private static (string Program, string[] Arguments) Lowered(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments])
            : (program, arguments);

    private static Task RunAsync((string Program, string[] Arguments) call) => RunAsync(call.Program, call.Arguments);

    private static async Task RunAsync(string program, string[] arguments)
    {
        var run = await ChildProcess.RunAsync(program, arguments);
        Assert.True(run.ExitCode == 0, $"{program}: {run}");
    }

    // Debian keeps them apart by version and off the path.
    private static string? Programs() =>
        new[] { "/usr/lib/postgresql" }
            .Where(Directory.Exists).SelectMany(Directory.GetDirectories)
            .OrderByDescending(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(d => Path.Combine(d, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")));
}
