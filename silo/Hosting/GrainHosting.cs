using Orleans.Serialization;
using PatientFlow.CommandLine;
using PatientFlow.Lakehouse.Fence;
using PatientFlow.Silo.Clustering;
using PatientFlow.Silo.Clustering.State;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Streams;
using PatientFlow.Silo.Telemetry;

namespace PatientFlow.Silo.Hosting;

/// <summary>
/// Runs the grains on Microsoft Orleans: one silo on this machine, or one of a cluster (docs/cluster.md).
/// </summary>
internal static class GrainHosting
{
    // Categories of Orleans that report on silos. Its other messages are many, and say little without the ids of
    // grains, which are withheld (RedactedLogs). Logging__LogLevel__Orleans enables them.
    private static readonly string[] SpokenCategories =
        ["Orleans.Runtime.MembershipService", "Orleans.Runtime.Silo", "Orleans.Hosting"];

    /// <summary>Registers the runtime, its storage, and the log as the stream of events.</summary>
    /// <exception cref="CommandException">
    /// The silo is in a cluster but has a log that the other silos cannot read.
    /// </exception>
    public static void AddGrains(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        builder.HearFrom(LogLevel.None, "Orleans", "Polly");
        builder.HearFrom(LogLevel.Warning, SpokenCategories);
        builder.Services.RedactLogs();
        builder.UseOrleans(silo =>
        {
            if (settings.Cluster is { } cluster)
            {
                if (settings.Topic is null && settings.Hub is null)
                    throw new CommandException("The silos of a cluster read one log: name a topic or an Event Hub with --source.");
                silo.JoinCluster(cluster);
                silo.Services.AddSingleton(typeof(FenceSpan), FenceSpan.Exporter);
                silo.Services.AddSingleton(StateOrigin.Shared);
            }
            else
            {
                silo.StandAlone();
                silo.AddLoneState(settings.StateFolder);
                silo.Services.AddSingleton<StateWatch>();
                silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(p => p.GetRequiredService<StateWatch>());

                // A topic or hub keeps its events and never ends; our own log is complete only in its own silo.
                if (settings is { Topic: null, Hub: null })
                    silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, LastEvents>();
            }

            silo.AddFlowDefaults();

            // Otherwise a trace ends at the first grain call; every call costs a little, so only if somebody looks.
            if (builder.HasCollector()) silo.AddActivityPropagation();
            silo.Services.AddSingleton<IFatalErrorHandler, SuddenEnd>();
            silo.Services.AddSingleton<ActivationCounts>();
            silo.Services.AddSingleton<IConfigureGrainContextProvider>(p => p.GetRequiredService<ActivationCounts>());
            silo.AddSourceStreams(new QueueLimits());
        });
    }

    /// <summary>Configures what every silo of PatientFlow needs, including those in tests.</summary>
    public static ISiloBuilder AddFlowDefaults(this ISiloBuilder silo) =>
        // Our exceptions keep their type between silos, so that a caller on another silo can distinguish them.
        silo.Configure<ExceptionSerializationOptions>(o => o.SupportedNamespacePrefixes.Add("PatientFlow"));
}
