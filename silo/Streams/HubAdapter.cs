using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Statistics;
using Orleans.Streaming.EventHubs;
using Orleans.Streams;
using PatientFlow.Events;
using PatientFlow.Ingest;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Telemetry;

namespace PatientFlow.Silo.Streams;

/// <summary>
/// Combines Orleans' adapter for Event Hubs, which provides connection, partitions, receiver lifetime and metrics, with
/// our own queue and reading position. Nothing is written through it.
/// </summary>
/// <remarks>docs/decisions/0006 lists which parts are Orleans' and which are ours; tests/EventHubs shows why.</remarks>
internal sealed class HubAdapter : EventHubAdapterFactory
{
    private HubAdapter(
        string name, EventHubOptions options, HubSource source, QueueLimits limits, IServiceProvider services)
        : base(
            name, options, new EventHubReceiverOptions { StartFromNow = false }, new EventHubStreamCachePressureOptions(),
            new StreamCacheEvictionOptions(), new StreamStatisticOptions(),
            new EventHubDataAdapter(services.GetRequiredService<Serializer>()), services,
            services.GetRequiredService<ILoggerFactory>(), services.GetRequiredService<IEnvironmentStatisticsProvider>())
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var time = services.GetRequiredService<TimeProvider>();
        var failures = new FailureWords(services.GetRequiredService<ILogger<HubAdapter>>());
        var queues = new ConcurrentDictionary<string, HubQueue>();
        Direction = StreamProviderDirection.ReadOnly;
        StreamFailureHandlerFactory = _ => Task.FromResult<IStreamFailureHandler>(failures);

        // The adapter creates a partition's cache, then its receiver, each time the partition moves to this silo.
        CacheFactory = (partition, _, _) => queues[partition] = new HubQueue(
            source, int.Parse(partition, CultureInfo.InvariantCulture), StreamId.Create(EventStream.Namespace, partition),
            limits, time, new SourceNews(source, grains.GetGrain<IIngestGrain>(partition), limits, time));
        EventHubReceiverFactory = (settings, _, _) => queues[settings.Partition];
    }

    /// <summary>Creates the adapter for the registered <see cref="HubSource"/>.</summary>
    public static HubAdapter Create(IServiceProvider services, string name, QueueLimits limits)
    {
        var source = services.GetRequiredService<HubSource>();
        var options = new EventHubOptions();
        options.ConfigureEventHubConnection(source.Reader.Connection, source.Reader.Group);
        var adapter = new HubAdapter(name, options, source, limits, services);
        adapter.Init();
        return adapter;
    }
}
