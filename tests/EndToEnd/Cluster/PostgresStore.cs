using System.Collections.Concurrent;
using Npgsql;
using Orleans.Configuration;

namespace PatientFlow.Tests.Cluster;

/// <summary>A database of a real server, which each silo reaches through a line of its own.</summary>
internal sealed class PostgresStore(string connectionString) : IClusterStore
{
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);
    private readonly ConcurrentDictionary<string, StoreLine> lines = new(StringComparer.Ordinal);

    /// <summary>A silo's line.</summary>
    public StoreLine Line(string silo) =>
        lines.GetOrAdd(silo, _ => new StoreLine(new NpgsqlConnectionStringBuilder(connectionString).Port));

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Settings(string silo) => new Dictionary<string, string>
    {
        ["Cluster__Postgres"] = new NpgsqlConnectionStringBuilder(connectionString) { Port = Line(silo).Port }.ConnectionString,
    };

    /// <inheritdoc />
    public void Find(IClientBuilder client) => client.UseAdoNetClustering((AdoNetClusteringClientOptions options) =>
    {
        options.Invariant = "Npgsql";
        options.DataSource = source;
    });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var line in lines.Values) await line.DisposeAsync();
        await source.DisposeAsync();
    }
}
