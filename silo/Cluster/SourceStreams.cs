using PatientFlow.Silo.Events;
using Orleans.Runtime.Providers;
using Orleans.Streams;
using PatientFlow.Events;

namespace PatientFlow.Silo.Cluster;

/// <summary>Adds the log as the stream of events.</summary>
internal static class SourceStreams
{
    /// <summary>Streams every partition of the registered <see cref="IStreamSource{T}"/> to its ingest grain.</summary>
    public static ISiloBuilder AddSourceStreams(this ISiloBuilder silo, QueueLimits limits) =>
        silo.AddPersistentStreams(
            EventStream.Provider,
            (services, name) => new SourceAdapter(
                name, services.GetRequiredService<IStreamSource<RawEvent>>(), services.GetRequiredService<IGrainFactory>(),
                limits, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<SourceAdapter>>()),
            streams =>
            {
                // Explicit subscriptions would need a store of their own, and nobody subscribes but the ingest grains.
                streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
                streams.ConfigurePullingAgent(agent => agent.Configure(o =>
                {
                    o.GetQueueMsgsTimerPeriod = limits.Poll;

                    // By default Orleans gives an event up after a minute and goes on with the next.
                    o.MaxEventDeliveryTime = Timeout.InfiniteTimeSpan;
                }));
                streams.ConfigureBackoffProvider(
                    (Func<IServiceProvider, string, IMessageDeliveryBackoffProvider>)((_, _) => new RetryDelay(limits)));
                streams.ConfigureBackoffProvider(
                    (Func<IServiceProvider, string, IQueueReaderBackoffProvider>)((_, _) => new RetryDelay(limits)));
            });
}
