using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Statistics;
using Orleans.Streaming.EventHubs;
using Orleans.Streams;
using Orleans.TestingHost;
using PatientFlow.Tests.Hub;

namespace PatientFlow.Tests.EventHubs.Parts;

/// <summary>Orleans' own adapter for Event Hubs, as its package has it, with nothing of ours; a silo gives it its services.</summary>
public sealed class OrleansParts : IAsyncLifetime
{
    internal const string Provider = "parts";

    private readonly InProcessTestCluster cluster;

    public OrleansParts()
    {
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => silo.Services
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error))
            .AddKeyedSingleton<IStreamQueueCheckpointerFactory>(Provider, Checkpoints));
        cluster = builder.Build();
    }

    /// <summary>What is asked of the checkpointer.</summary>
    internal CheckpointNotes Checkpoints { get; } = new();

    public async ValueTask InitializeAsync() => await cluster.DeployAsync();

    public async ValueTask DisposeAsync() => await cluster.DisposeAsync();

    /// <summary>The adapter's receiver and cache of a hub's only partition; they are one object, which is not public.</summary>
    internal async Task<(IQueueAdapterReceiver Receiver, IQueueCache Cache)> OpenAsync(TestHub hub)
    {
        var services = cluster.GetSiloServiceProvider();
        var options = new EventHubOptions();
        options.ConfigureEventHubConnection(hub.ConnectionString, hub.Name, "flow");
        var factory = new EventHubAdapterFactory(
            Provider, options, new EventHubReceiverOptions { StartFromNow = false }, new EventHubStreamCachePressureOptions(),
            new StreamCacheEvictionOptions(), new StreamStatisticOptions(),
            new EventHubDataAdapter(services.GetRequiredService<Serializer>()), services,
            services.GetRequiredService<ILoggerFactory>(), services.GetRequiredService<IEnvironmentStatisticsProvider>());
        factory.Init();
        var adapter = await factory.CreateAdapter();
        var queue = factory.GetStreamQueueMapper().GetAllQueues().Single();
        var cache = factory.GetQueueAdapterCache().CreateQueueCache(queue);
        var receiver = adapter.CreateReceiver(queue);
        await receiver.Initialize(TimeSpan.FromMilliseconds(TestLimit.Hang));
        return (receiver, cache);
    }
}
