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
    public static void AddGrainRuntime(this IHostApplicationBuilder builder, SiloSettings settings, bool ingest) =>
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
