using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;
using PatientFlow.Silo.Cluster;
using PatientFlow.Silo.Hosting;

namespace PatientFlow.Silo;

/// <summary>Runs the grains on Microsoft Orleans. Its twin runs them in one process without it (DESIGN section 4).</summary>
internal static class OrleansHosting
{
    /// <summary>Adds the runtime, its storage and, where events are to be ingested, the log as the stream of events.</summary>
    public static void AddGrainRuntime(this IHostApplicationBuilder builder, SiloSettings settings, bool ingest) =>
        builder.UseOrleans(silo =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(settings.StateFile) ?? settings.DataFolder);
            silo.UseLocalhostClustering();
            silo.AddSqliteState(settings.StateFile);
            silo.AddFlowDefaults();
            if (ingest) silo.AddSourceStreams(new QueueLimits());
        });

    /// <summary>What every silo of PatientFlow has, in a test too.</summary>
    public static ISiloBuilder AddFlowDefaults(this ISiloBuilder silo) =>
        // Faults of ours cross silos as what they are, so that a caller on another silo can tell them apart.
        silo.Configure<ExceptionSerializationOptions>(o => o.SupportedNamespacePrefixes.Add("PatientFlow"));
}
