using Orleans.Runtime;
using PatientFlow.EventLog;
using PatientFlow.Grains;
using PatientFlow.Network;
using PatientFlow.Silo.Api;
using PatientFlow.Silo.Audit;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Warehouse;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Hosting;

/// <summary>Puts a silo together: log in, grains, lake out.</summary>
internal static class FlowServices
{
    /// <summary>Adds all of it.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="settings">Where and how.</param>
    /// <param name="network">The hospitals.</param>
    /// <param name="ingest">Whether to read the log and export; a verifier only asks the grains.</param>
    public static void AddPatientFlow(
        this IHostApplicationBuilder builder, SiloSettings settings, NetworkDefinition network, bool ingest)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(new NetworkMap(network));
        services.AddSingleton(_ => new AuditTrail(settings.AuditFolder, TimeProvider.System));
        services.AddSingleton(_ => Open(settings));
        services.AddSingleton(p => new FlowOptions
        {
            Partitions = p.GetRequiredService<EventLog.EventLog>().PartitionCount,
            ExportInterval = settings.ExportInterval,
        });
        services.AddSingleton(p => new LakeTables(settings.LakeRoot, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new UpkeepLimits());
        services.AddSingleton<Vacuum>();
        services.AddSingleton<Upkeep>();
        services.AddSingleton<IWarehouse, DeltaWarehouse>();
        services.AddSingleton<EventIntake>();
        services.AddSingleton<StatusReader>();
        if (ingest)
        {
            services.AddSingleton<ExportPump>();
            services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, FinalExport>();
        }

        builder.AddGrainRuntime(settings, ingest);
    }

    private static EventLog.EventLog Open(SiloSettings settings)
    {
        try
        {
            return EventLog.EventLog.Open(
                new EventLogOptions
                {
                    Folder = settings.LogFolder,
                    Partitions = settings.Partitions,
                    RecordBytesMax = EventIntake.PayloadBytesMax,
                },
                TimeProvider.System);
        }
        catch (EventLogException fault)
        {
            throw new CommandFailure($"The event log in {settings.LogFolder} cannot be opened: {fault.Message}");
        }
    }
}
