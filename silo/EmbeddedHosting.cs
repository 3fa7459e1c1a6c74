using Orleans.Embedded;
using Orleans.Hosting;
using PatientFlow.Events;
using PatientFlow.Silo.Hosting;
using PatientFlow.Silo.Telemetry;

namespace PatientFlow.Silo;

/// <summary>Runs the grains in this process. Its twin for clusters runs them on Microsoft Orleans (DESIGN section 4).</summary>
internal static class EmbeddedHosting
{
    /// <summary>Adds the runtime, its storage and, where events are to be ingested, the log as the stream of events.</summary>
    /// <exception cref="CommandFailure">The silo is to be of a cluster.</exception>
    public static void AddGrainRuntime(this IHostApplicationBuilder builder, SiloSettings settings, bool ingest)
    {
        if (settings.Cluster is not null)
            throw new CommandFailure(
                "This build runs one silo alone; a cluster needs the build with -p:GrainRuntime=Orleans (docs/cluster.md).");
        builder.UseOrleans(silo =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(settings.StateFile) ?? settings.DataFolder);
            silo.AddSqliteGrainStorageAsDefault(settings.StateFile);
            if (!ingest) return;
            silo.Services.AddSingleton<IActivationCounts, EmbeddedActivations>();
            silo.AddStreamSource(
                EventStream.Provider, services => services.GetRequiredService<IStreamSource<RawEvent>>());
        });
    }

    /// <summary>Refuses: this build reads an Event Hub by its Kafka endpoint.</summary>
    /// <exception cref="CommandFailure">Always.</exception>
    public static void AddHub(
        this IServiceCollection services, HubSettings hub, IReadOnlyDictionary<int, long> acceptedGaps) =>
        throw new CommandFailure(
            $"This build reads the hub {hub.Name} by its Kafka endpoint only; a consumer group needs the build with "
            + "-p:GrainRuntime=Orleans (docs/cluster.md).");
}
