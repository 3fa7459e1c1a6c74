using Orleans.Runtime.Providers;
using Orleans.Streaming.EventHubs.Testing;
using Orleans.Streams;
using PatientFlow.Events;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Streams;

/// <summary>Registers the log as the stream of events.</summary>
internal static class SourceStreams
{
    /// <summary>
    /// Streams every partition of the registered source, a <see cref="HubSource"/> or an <see
    /// cref="IStreamSource{T}"/>, to its ingest grain.
    /// </summary>
    public static ISiloBuilder AddSourceStreams(this ISiloBuilder silo, QueueLimits limits)
    {
        // Orleans' adapter for Event Hubs requires some checkpointer; the real checkpoint is the offset committed in
        // the lake.
        silo.Services.AddKeyedSingleton<IStreamQueueCheckpointerFactory>(
            EventStream.Provider, NoOpCheckpointerFactory.Instance);
        return silo.AddPersistentStreams(
            EventStream.Provider,
            (services, name) => Adapter(services, name, limits),
            streams =>
            {
                // Explicit subscriptions would need a store of their own, and only the ingest grains subscribe.
                streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
                streams.ConfigurePullingAgent(agent => agent.Configure(o =>
                {
                    o.GetQueueMsgsTimerPeriod = limits.Poll;

                    // By default Orleans gives up on an event after a minute and goes on with the next.
                    o.MaxEventDeliveryTime = Timeout.InfiniteTimeSpan;
                }));
                streams.ConfigureBackoffProvider(
                    (Func<IServiceProvider, string, IMessageDeliveryBackoffProvider>)((_, _) => new RetryDelay(limits)));
                streams.ConfigureBackoffProvider(
                    (Func<IServiceProvider, string, IQueueReaderBackoffProvider>)((_, _) => new RetryDelay(limits)));
            });
    }

    private static IQueueAdapterFactory Adapter(IServiceProvider services, string name, QueueLimits limits) =>
        services.GetService<HubSource>() is not null
            ? HubAdapter.Create(services, name, limits)
            : new SourceAdapter(
                name, services.GetRequiredService<IStreamSource<RawEvent>>(), services.GetRequiredService<IGrainFactory>(),
                limits, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<SourceAdapter>>());
}
