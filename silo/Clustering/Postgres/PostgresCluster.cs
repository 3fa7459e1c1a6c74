using Npgsql;
using Orleans.Configuration;
using PatientFlow.Silo.Clustering.State;

namespace PatientFlow.Silo.Clustering.Postgres;

/// <summary>Silos that find each other, and keep grain state and reminders, in a PostgreSQL database: on premises.</summary>
/// <remarks>
/// State is JSON as in Azure storage: silos of two versions read each other's while a cluster is upgraded. A row is
/// written only over the version that was read, as a blob over its ETag. Members have connections of their own, so that a
/// sign of life never waits behind thousands of patients that are stored at an export.
/// </remarks>
internal static class PostgresCluster
{
    private const string Invariant = "Npgsql";

    // Three silos share a server that by default lets 100 in. Beyond this a small server only queues the writes itself.
    private const int StateConnectionsMax = 24;
    private const int MemberConnectionsMax = 4;

    // A write waits that long for a connection that others use; a call between grains gives up at about the same time.
    private static readonly TimeSpan StateWait = TimeSpan.FromSeconds(30);

    // Shorter than the time in which the others take a silo for dead.
    private static readonly TimeSpan MemberWait = TimeSpan.FromSeconds(5);

    /// <summary>Keeps members, state and reminders there.</summary>
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

    /// <summary>Connections to the server; what the operator's text says wins over what is chosen here.</summary>
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
