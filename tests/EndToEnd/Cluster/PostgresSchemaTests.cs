using Npgsql;
using PatientFlow.CommandLine;
using PatientFlow.Silo.Clustering.Postgres;

namespace PatientFlow.Tests.Cluster;

/// <summary>The tables of a cluster, on a real server: who makes them, and what is refused in words.</summary>
[Collection(nameof(AloneCollection))]
public sealed class PostgresSchemaTests(PostgresServer server)
{
    private const string Insert =
        "SELECT count(*) FROM patientflow_write_state(1, 2, 3, 4, 'type', NULL, 'patientflow', NULL, '\\x00'::bytea)";

    [Fact]
    public async Task Silos_that_start_together_make_the_tables_once()
    {
        var database = await server.DatabaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostgresSchema.EnsureAsync(database, default)));
        Assert.Equal(1L, await PostgresServer.ValueAsync(database, "SELECT count(*) FROM patientflow_schema"));
    }

    [Fact]
    public async Task What_an_administrator_is_given_to_run_is_what_a_silo_accepts()
    {
        var database = await server.DatabaseAsync();
        var printed = await SiloProgram.RunAsync("cluster-schema");
        Assert.Equal(0, printed.ExitCode);
        await PostgresServer.ExecuteAsync(database, printed.Output);
        await PostgresSchema.EnsureAsync(database, default);
    }

    [Fact]
    public async Task A_grain_that_two_silos_store_for_the_first_time_is_stored_by_one_of_them()
    {
        var database = await server.DatabaseAsync();
        await PostgresSchema.EnsureAsync(database, default);
        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostgresServer.ValueAsync(database, Insert)));
        Assert.Equal(1L, written.Sum(w => (long)w!));
        Assert.Equal(1L, await PostgresServer.ValueAsync(database, "SELECT count(*) FROM orleansstorage"));
    }

    [Fact]
    public async Task A_grain_is_stored_over_the_version_that_was_read_and_over_no_other()
    {
        var database = await server.DatabaseAsync();
        await PostgresSchema.EnsureAsync(database, default);
        await PostgresServer.ValueAsync(database, Insert);
        Assert.Equal(2, await PostgresServer.ValueAsync(database, Over(1)));
        Assert.Null(await PostgresServer.ValueAsync(database, Over(1)));
        Assert.Equal(3, await PostgresServer.ValueAsync(database, Over(2)));

        static string Over(int version) =>
            $"SELECT * FROM patientflow_write_state(1, 2, 3, 4, 'type', NULL, 'patientflow', {version}, '\\x01'::bytea)";
    }

    [Theory]
    [InlineData("CREATE TABLE orleansquery (querykey text)", "another program made")]
    [InlineData("CREATE TABLE patientflow_schema (version int); INSERT INTO patientflow_schema VALUES (99)", "have version 99")]
    [InlineData("CREATE TABLE patientflow_schema (version int)", "have version none")]
    public async Task Tables_that_are_not_ours_are_refused_and_left_as_they_are(string there, string words)
    {
        var database = await server.DatabaseAsync();
        await PostgresServer.ExecuteAsync(database, there);
        var refused = await Assert.ThrowsAsync<CommandException>(() => PostgresSchema.EnsureAsync(database, default));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Equal(
            1L, await PostgresServer.ValueAsync(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    [Theory]
    [InlineData("Password", "guess", "refuses the user")]
    [InlineData("Username", "nobody", "refuses the user")]
    [InlineData("Database", "nowhere", "has no database nowhere")]
    [InlineData("Port", "1", "does not answer")]
    public async Task A_server_that_cannot_be_used_is_told_in_words_and_without_the_password(string key, string value, string words)
    {
        var wrong = new NpgsqlConnectionStringBuilder(await server.DatabaseAsync()) { [key] = value };
        var refused = await Assert.ThrowsAsync<CommandException>(() => PostgresSchema.EnsureAsync(wrong.ConnectionString, default));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong.Password!, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_without_rights_learns_which_are_missing()
    {
        var database = await server.DatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        var user = $"reader_{name}";
        var reader = new NpgsqlConnectionStringBuilder(database) { Username = user }.ConnectionString;
        var password = new NpgsqlConnectionStringBuilder(database).Password;
        await PostgresServer.ExecuteAsync(database, $"CREATE USER {user} PASSWORD '{password}'");

        var make = await Assert.ThrowsAsync<CommandException>(() => PostgresSchema.EnsureAsync(reader, default));
        Assert.Contains("may not make the cluster's tables", make.Message, StringComparison.Ordinal);

        await PostgresSchema.EnsureAsync(database, default);
        await PostgresServer.ExecuteAsync(database, $"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {user}");
        var write = await Assert.ThrowsAsync<CommandException>(() => PostgresSchema.EnsureAsync(reader, default));
        Assert.Contains("may not INSERT in orleansmembership", write.Message, StringComparison.Ordinal);

        await PostgresServer.ExecuteAsync(
            database, $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {user}");
        await PostgresSchema.EnsureAsync(reader, default);
    }

    [Fact]
    public async Task The_silo_ends_with_the_words_and_not_with_a_stack()
    {
        using var folder = new TestFolder();
        var environment = new Dictionary<string, string>
        {
            ["Cluster__Postgres"] = "Host=127.0.0.1;Port=1;Database=d;Username=u;Password=hidden",
            ["Cluster__Address"] = "127.0.0.1",
        };
        using var silo = SiloProgram.Start(
            ["silo", "--data", folder["data"], "--url", "http://127.0.0.1:0", "--brokers", "127.0.0.1:1", "--topic", "t"], environment);
        var run = await ChildProcess.FinishAsync(silo);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("PostgreSQL at 127.0.0.1:1 does not answer", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", run.Errors, StringComparison.Ordinal);
    }
}
