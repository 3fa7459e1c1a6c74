using Npgsql;
using Orleans.Configuration;
using PatientFlow.Silo.Clustering.State;

namespace PatientFlow.Silo.Clustering.Postgres;

/// <summary>
/// Silos that find each other, and keep grain state and reminders, in a PostgreSQL database on premises.
/// </summary>
/// <remarks>
/// State is JSON, as in Azure storage, so silos of two versions can read each other's during an upgrade. A row is
/// written only over the version that was read, like a blob over its ETag. Membership has its own connections, so that
/// a sign of life never waits behind thousands of patients stored at an export.
/// </remarks>
internal static class PostgresCluster
{
    private const string Invariant = "Npgsql";

    // Three silos share a server that accepts 100 connections by default. Beyond this a small server only queues the
    // writes itself.
    private const int StateConnectionsMax = 24;
    private const int MemberConnectionsMax = 4;

    // How long a write waits for a free connection; calls between grains time out at about the same time.
    private static readonly TimeSpan StateWait = TimeSpan.FromSeconds(30);

    // Shorter than the time after which the other silos declare this one dead.
    private static readonly TimeSpan MemberWait = TimeSpan.FromSeconds(5);

    /// <summary>Keeps members, state and reminders in PostgreSQL.</summary>
    public static void UsePostgres(this ISiloBuilder silo, string connectionString)
    {
        var members = Source(connectionString, MemberConnectionsMax, MemberWait);
        var state = Source(connectionString, StateConnectionsMax, StateWait);
        silo.UseAdoNetClustering((AdoNetClusteringSiloOptions options) =>
        {
            options.Invariant = Invariant;
            options.DataSource = members;
        });
        silo.UseAdoNetReminderService((AdoNetReminderTableOptions options) =>
        {
            options.Invariant = Invariant;
            options.DataSource = members;
        });
        silo.AddAdoNetGrainStorageAsDefault((AdoNetGrainStorageOptions options) =>
        {
            options.Invariant = Invariant;
            options.DataSource = state;
            options.GrainStorageSerializer = new JsonStateSerializer();
        });
    }

    /// <summary>
    /// Opens connections to the server. Settings in the operator's connection string override the ones chosen here.
    /// </summary>
    private static NpgsqlDataSource Source(string connectionString, int connectionsMax, TimeSpan wait)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        if (!given.ShouldSerialize("Maximum Pool Size")) given.MaxPoolSize = connectionsMax;
        if (!given.ShouldSerialize("Timeout")) given.Timeout = (int)wait.TotalSeconds;
        if (!given.ShouldSerialize("Command Timeout")) given.CommandTimeout = (int)wait.TotalSeconds;
        if (string.IsNullOrEmpty(given.ApplicationName)) given.ApplicationName = "PatientFlow";
        return NpgsqlDataSource.Create(given);
    }
}
