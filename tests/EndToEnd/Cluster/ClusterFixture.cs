namespace PatientFlow.Tests.Cluster;

/// <summary>One database, one topic and one lake for all scenarios: each starts silos anew on what the last one left.</summary>
public sealed class ClusterFixture(PostgresServer server) : IAsyncLifetime
{
    // Far more than all scenarios last, and less than the brokers keep.
    private const int EventsMax = 40_000;

    private PostgresStore? store;
    private ClusterOfProcesses? cluster;
    private SteadyEvents? events;

    /// <summary>The store, whose lines can be cut.</summary>
    internal PostgresStore Store => store ?? throw new InvalidOperationException("There is no server.");

    /// <summary>The events of the topic.</summary>
    internal SteadyEvents Events => events ?? throw new InvalidOperationException("There is no cluster.");

    /// <summary>The cluster without any silo, or a skip with a plain message.</summary>
    internal async Task<ClusterOfProcesses> RequireAsync()
    {
        if (cluster is { } ready) return ready;
        store = new PostgresStore(await server.DatabaseAsync());
        cluster = ClusterOfProcesses.Around(store);
        events = await cluster.EventsAsync(EventsMax);
        return cluster;
    }

    /// <summary>Leaves no silo and no flow of events.</summary>
    internal async ValueTask ClearAsync()
    {
        if (events is not null) await events.PauseAsync();
        if (cluster is null) return;
        foreach (var name in cluster.Silos.Keys.ToArray()) await cluster.KillAsync(name);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (events is not null) await events.PauseAsync();
        if (cluster is not null) await cluster.DisposeAsync();
    }
}
