using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Serialization;
using PatientFlow.Silo.Cluster;
using PatientFlow.Silo.Fence;
using PatientFlow.Silo.Telemetry;

namespace PatientFlow.Silo.Hosting;

/// <summary>Runs the grains on Microsoft Orleans: one silo on this machine, or one of a cluster (docs/cluster.md).</summary>
internal static class GrainHosting
{
    // Orleans says the ids of grains in its logs, and those of patients are patients. These say only silos and queues.
    private static readonly string[] SafeCategories =
        ["Orleans.Runtime.MembershipService", "Orleans.Runtime.Silo", "Orleans.Hosting"];

    /// <summary>Adds the runtime, its storage and, where events are to be ingested, the log as the stream of events.</summary>
    /// <exception cref="CommandFailure">The silo is of a cluster and has a log that the other silos cannot read.</exception>
    public static void AddGrains(this IHostApplicationBuilder builder, SiloSettings settings, bool ingest)
    {
        builder.Logging.AddFilter("Orleans", LogLevel.None).AddFilter("Polly", LogLevel.None);
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(
            p => new RedactedLogs(ActivatorUtilities.CreateInstance<LoggerFactory>(p))));
        foreach (var category in SafeCategories) builder.Logging.AddFilter(category, LogLevel.Warning);
        builder.UseOrleans(silo =>
        {
            if (settings.Cluster is { } cluster)
            {
                if (settings.Topic is null && settings.Hub is null)
                    throw new CommandFailure("The silos of a cluster read one log: name a topic or an Event Hub with --source.");
                silo.JoinCluster(cluster);
                silo.Services.AddSingleton(typeof(FenceSpan), FenceSpan.Exporter);
            }
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(settings.StateFile) ?? settings.DataFolder);
                silo.StandAlone();
                silo.AddSqliteState(settings.StateFile);

                // A topic or a hub keeps what comes, and never ends; what our own log took in, its silo answers for.
                if (ingest && settings is { Topic: null, Hub: null })
                    silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, LastEvents>();
            }

            silo.AddFlowDefaults();
            silo.Services.AddSingleton<ActivationCounts>();
            silo.Services.AddSingleton<IConfigureGrainContextProvider>(p => p.GetRequiredService<ActivationCounts>());
            if (ingest) silo.AddSourceStreams(new QueueLimits());
        });
    }

    /// <summary>What every silo of PatientFlow has, in a test too.</summary>
    public static ISiloBuilder AddFlowDefaults(this ISiloBuilder silo) =>
        // Faults of ours cross silos as what they are, so that a caller on another silo can tell them apart.
        silo.Configure<ExceptionSerializationOptions>(o => o.SupportedNamespacePrefixes.Add("PatientFlow"));
}
