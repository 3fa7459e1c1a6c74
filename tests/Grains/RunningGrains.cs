using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.TestingHost;
using PatientFlow.Events;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Hosting;
using PatientFlow.Silo.Streams;

namespace PatientFlow.Tests;

/// <summary>
/// Grains on a cluster of three Orleans silos in this process; the test itself is a client outside of it. What a green
/// run does not prove: sockets, real membership tables, processes that die.
/// </summary>
internal sealed class RunningGrains : IAsyncDisposable
{
    private const short Silos = 3;

    private readonly InProcessTestCluster cluster;

    private RunningGrains(InProcessTestCluster cluster) => this.cluster = cluster;

    /// <summary>How many seeds a randomised test runs: each life of a silo is three that start here.</summary>
    public static int Seeds => 3;

    public IGrainFactory Factory => cluster.Client;

    public static async Task<RunningGrains> StartAsync(GrainSettings settings)
    {
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            settings.Services(silo.Services);
            // The clock of the test moves grains and their timers; Orleans' own upkeep, membership first, needs the real one.
            silo.Services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
            silo.Services.AddKeyedSingleton(
                TimeProviderNames.Grains, (p, _) => p.GetRequiredService<TimeProvider>());
            silo.Services.AddSingleton<IStreamSource<RawEvent>>(settings.Log);
            silo.Services.AddGrainStorage("Default", (_, _) => settings.States);
            silo.AddFlowDefaults();
            silo.AddSourceStreams(new QueueLimits
            {
                BatchEventsMax = settings.BatchSize,
                EventsAheadMax = settings.BatchSize,
                Quiet = TimeSpan.FromMilliseconds(20),
                Poll = TimeSpan.FromMilliseconds(5),
                RetryDelayMin = TimeSpan.FromMilliseconds(1),
                RetryDelayMax = TimeSpan.FromMilliseconds(20),
            });
            silo.Configure<GrainCollectionOptions>(o =>
            {
                if (settings.CollectionAge is not { } age) return;
                o.CollectionAge = age;
                o.CollectionQuantum = age / 2; // Orleans wants it to be shorter than the age.
            });
        });
        builder.ConfigureClient(client =>
            client.Services.Configure<ExceptionSerializationOptions>(o => o.SupportedNamespacePrefixes.Add("PatientFlow")));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new RunningGrains(cluster);
    }

    /// <summary>Activations of a type of grain in the whole cluster.</summary>
    public async Task<int> ActivationsAsync(string grainType)
    {
        var statistics = await cluster.Client.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        return statistics.Count(s => s.GrainId.Type.ToString() == grainType);
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
    }
}
