using PatientFlow.Alerts;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.EventHubs;
using PatientFlow.EventLog;
using PatientFlow.Events;
using PatientFlow.Export;
using PatientFlow.Lakehouse;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Lakehouse.Fence;
using PatientFlow.Lakehouse.Maintenance;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Silo.Alerts;
using PatientFlow.Silo.Audit;
using PatientFlow.Silo.Events;
using PatientFlow.Turns;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Hosting;

/// <summary>Registers the services of a silo, from the log to the lake.</summary>
internal static class FlowServices
{
    // Each copy of the audit trail makes a file, and nobody waits for it.
    private const int ExportsPerAudit = 20;

    /// <summary>Registers all services.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="settings">Settings of the silo.</param>
    /// <param name="network">The network of hospitals.</param>
    /// <param name="hub">The open Event Hub that feeds the silo; null for another source. Owned by: the caller.</param>
    public static void AddPatientFlow(
        this IHostApplicationBuilder builder, SiloSettings settings, NetworkDefinition network, HubReader? hub)
    {
        SourceMark.Check(settings, hub?.CreatedAt);
        LakeFolder.AssertWritable(settings.LakeRoot);
        if (NetworkMark.Replace(settings, network) is { } words) Console.Error.WriteLine(words);
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(new NetworkMap(network));
        services.AddSingleton(_ => OpenTrail(settings.AuditFolder));
        services.AddSingleton(new AuditExportInterval(settings.ExportInterval * ExportsPerAudit));
        services.AddHostedService<AuditExport>();
        if (hub is not null) services.AddHub(hub, settings);
        else if (settings.Topic is { } topic) services.AddTopic(topic);
        else services.AddLog(settings);
        services.AddSingleton(p => new FlowOptions
        {
            Partitions = p.GetRequiredService<IEventSource>().PartitionCount,
            ExportInterval = settings.ExportInterval,
        });
        services.AddSingleton<ExportEnd>();
        services.AddSingleton<LocalPatients>();
        services.AddSingleton(p => new LakeTables(settings.LakeRoot, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new FreshTables(settings.LakeRoot, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new UpkeepLimits());
        services.AddSingleton<Vacuum>();
        services.AddSingleton<Upkeep>();
        services.AddSingleton(p => new LakeFence(
            token => p.GetRequiredService<LakeTables>().PlaceAsync(LakeFence.Path, token),
            FenceIdentity.Of(
                settings.DataFolder, settings.Hub?.Address.Hub, settings.Topic?.Address.Topic, settings.LogFolder), new FenceTimes(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(typeof(FenceSpan), FenceSpan.WholeRun);
        services.AddSingleton<FenceKeeper>();
        services.AddSingleton<IWarehouse, DeltaWarehouse>();
        services.AddSingleton<StatusReader>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(p => p.GetRequiredService<FenceKeeper>());
        services.AddAlerts(settings.Alerts);
        services.AddSingleton<ExportPump>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, FinalExport>();
        builder.AddGrains(settings);
    }

    private static AuditTrail OpenTrail(string folder)
    {
        try
        {
            return new AuditTrail(folder, TimeProvider.System);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The audit trail cannot be gone on with, and without one nobody may read: {fault.Message}");
        }
    }

    private static void AddAlerts(this IServiceCollection services, AlertSettings settings)
    {
        services.AddSingleton(settings.Limits);
        services.AddSingleton<IAlertWatch, AlertWatch>();
        if (settings.Webhook is not { } webhook) services.AddSingleton<IAlertSink, NobodyToTell>();
        else services.AddSingleton<IAlertSink>(p => new WebhookSink(
            webhook, new SocketsHttpHandler { AllowAutoRedirect = false }, p.GetRequiredService<TimeProvider>()));
    }

    private static void AddLog(this IServiceCollection services, SiloSettings settings)
    {
        services.AddSingleton(_ => Open(settings));
        services.AddSingleton(_ => DiskRoom.Of(settings.LogFolder));
        services.AddSingleton<PostedEvents>();
        services.AddSingleton<EventIntake>();
        services.AddSingleton<EventReception>();
        services.AddSource<LogStreamSource>();
    }

    private static void AddTopic(this IServiceCollection services, TopicSettings topic)
    {
        services.AddSingleton(topic);
        services.AddSource<TopicStreamSource>();
    }

    private static void AddHub(this IServiceCollection services, HubReader hub, SiloSettings settings)
    {
        services.AddSingleton(new HubSource(hub, settings.Hub?.AcceptedGaps ?? new Dictionary<int, long>()));
        services.AddSingleton<IEventSource>(p => p.GetRequiredService<HubSource>());
    }

    private static void AddSource<TSource>(this IServiceCollection services)
        where TSource : class, IEventSource, IStreamSource<RawEvent>
    {
        services.AddSingleton<TSource>();
        services.AddSingleton<IEventSource>(p => p.GetRequiredService<TSource>());
        services.AddSingleton<IStreamSource<RawEvent>>(p => p.GetRequiredService<TSource>());
    }

    private static EmbeddedLog Open(SiloSettings settings)
    {
        try
        {
            return EmbeddedLog.Open(
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
            throw new CommandException($"The event log in {settings.LogFolder} cannot be opened: {fault.Message.TrimEnd('.')}. To begin anew, choose another folder with --data.");
        }
    }
}
