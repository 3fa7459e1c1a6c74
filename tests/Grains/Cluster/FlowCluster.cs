using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Core.Internal;
using Orleans.Runtime.Hosting;
using Orleans.Runtime.Placement;
using Orleans.Serialization;
using Orleans.TestingHost;
using PatientFlow.EventHubs;
using PatientFlow.Events;
using PatientFlow.Export;
using PatientFlow.Ingest;
using PatientFlow.Lakehouse;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Lakehouse.Fence;
using PatientFlow.Lakehouse.Maintenance;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Silo.Clustering;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Hosting;
using PatientFlow.Silo.Streams;
using PatientFlow.Tests.Hub;
using PatientFlow.Tools.Verify;
using PatientFlow.Turns;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Cluster;

/// <summary>
/// Silos that share a log, a store of state and a real lake in a folder, and export by their timer. Each has its own
/// view of the lake and its own fence, as processes would. A silo is killed by stopping its host without grace. What a
/// green run does not prove: sockets, processes that end, a network that is cut in halves.
/// </summary>
internal sealed class FlowCluster : IAsyncDisposable
{
    public const int Partitions = 6;

    // Those at the beginning, and those that join.
    private const int SilosMax = 6;

    // Short, so that a test need not wait 20 s for a lease to end; in the same order as those of a silo.
    private static readonly FenceTimes Times = new()
    {
        Beat = TimeSpan.FromMilliseconds(250), Held = TimeSpan.FromMilliseconds(750),
        Lease = TimeSpan.FromSeconds(1), Poll = TimeSpan.FromMilliseconds(100),
    };

    private readonly InProcessTestCluster cluster;
    private readonly DirectoryInfo folder;
    private readonly Workload workload;
    private readonly TestHub? hub;

    private FlowCluster(
        InProcessTestCluster cluster, DirectoryInfo folder, MemoryLog log, StateStore states, Workload workload, TestHub? hub)
    {
        (this.cluster, this.folder, this.hub, Log, States) = (cluster, folder, hub, log, states);
        this.workload = workload;
    }

    public MemoryLog Log { get; }

    public StateStore States { get; }

    public IReadOnlyList<InProcessSiloHandle> Silos => cluster.Silos;

    private IExporterGrain Exporter => cluster.Client.GetGrain<IExporterGrain>(IExporterGrain.Key);

    private string LakeRoot => Path.Combine(folder.FullName, "lake");

    public static Task<FlowCluster> StartAsync(int seed)
    {
        var log = new MemoryLog(Partitions);
        return StartAsync(Events(seed, Partitions), log, hub: null, silo => silo.Services.AddSingleton<IStreamSource<RawEvent>>(log));
    }

    /// <summary>The same, of other events, and with more in each silo, which wins over what is there.</summary>
    public static Task<FlowCluster> StartAsync(Workload workload, Action<ISiloBuilder> more)
    {
        var log = new MemoryLog(Partitions);
        return StartAsync(workload, log, hub: null, silo => silo.Services.AddSingleton<IStreamSource<RawEvent>>(log), more);
    }

    /// <summary>The same, over a hub, which each silo reads by a connection of its own. The log has what the hub has.</summary>
    public static async Task<FlowCluster> StartAsync(int seed, TestHub hub)
    {
        var readers = new ConcurrentQueue<HubReader>();
        for (var silo = 0; silo < SilosMax; silo++)
            readers.Enqueue(await HubReader.OpenAsync(
                HubAddress.OfConnectionString(hub.ConnectionString, hub: null), "flow", TimeProvider.System,
                TestContext.Current.CancellationToken));
        return await StartAsync(Events(seed, hub.Partitions.Count), new MemoryLog(hub.Partitions.Count), hub, silo =>
        {
            Assert.True(readers.TryDequeue(out var reader));

            // By a factory, so that whoever stops the silo closes the reader too, killed or not.
            silo.Services
                .AddSingleton(_ => reader)
                .AddSingleton(p => new HubSource(p.GetRequiredService<HubReader>(), new Dictionary<int, long>()))
                .AddSingleton<IEventSource>(p => p.GetRequiredService<HubSource>());
        });
    }

    private static Workload Events(int seed, int partitions) => new(seed, patients: 200, partitions);

    private static async Task<FlowCluster> StartAsync(
        Workload workload, MemoryLog log, TestHub? hub, Action<ISiloBuilder> source, Action<ISiloBuilder>? more = null)
    {
        var partitions = log.Partitions;
        var folder = Directory.CreateTempSubdirectory("patientflow-");
        var states = new StateStore();
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 3);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((options, silo) =>
        {
            source(silo);
            Configure(silo, options.SiloName, folder, partitions, states);
            more?.Invoke(silo);
        });
        builder.ConfigureClient(client =>
            client.Services.Configure<ExceptionSerializationOptions>(o => o.SupportedNamespacePrefixes.Add("PatientFlow")));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new FlowCluster(cluster, folder, log, states, workload, hub);
    }

    /// <summary>Lets events come in.</summary>
    public void Append(int events)
    {
        for (; events > 0; events--)
        {
            var (partition, json) = workload.Next();
            Log.Append(partition, json);
            hub?.Append(partition, json);
        }
    }

    /// <summary>Completes when the lake holds a share of the log, of 1 for all of it.</summary>
    public async Task ExportedAsync(double share)
    {
        var ends = Enumerable.Range(0, Log.Partitions).Select(Log.End).ToArray();
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            try
            {
                var positions = (await Exporter.GetStatusAsync()).Positions;
                if (Enumerable.Range(0, ends.Length).All(p => positions[p].Committed + 1 >= (ends[p] + 1) * share)) return;
            }
            catch (Exception fault) when (fault is OrleansException or TimeoutException or OperationCanceledException)
            {
                // The exporter is on its way from a silo to another.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The silo on which a grain is active; completes when it is so on one.</summary>
    public async Task<InProcessSiloHandle> HolderAsync(IGrain grain)
    {
        // What each silo has; where a grain was last seen is remembered beyond its stay there.
        var management = cluster.Client.GetGrain<IManagementGrain>(0);
        while (true)
        {
            try
            {
                var active = await management.GetDetailedGrainStatistics();
                if (active.Where(a => a.GrainId == grain.GetGrainId()).ToList() is [var one]
                    && cluster.Silos.SingleOrDefault(s => s.SiloAddress.Equals(one.SiloAddress)) is { } silo)
                    return silo;
            }
            catch (Exception fault) when (fault is OrleansException or TimeoutException)
            {
                // A silo that was asked is leaving.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    public Task<InProcessSiloHandle> ExporterHolderAsync() => HolderAsync(Exporter);

    public Task<InProcessSiloHandle> IngestHolderAsync(int partition) => HolderAsync(
        cluster.Client.GetGrain<IIngestGrain>(partition.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Lets a partition start on another silo, while the one that it leaves lives on; completes when it has.</summary>
    public async Task MoveIngestAsync(int partition)
    {
        var left = await IngestHolderAsync(partition);
        var there = cluster.Silos.First(s => s != left);
        var grain = cluster.Client.GetGrain<IIngestGrain>(partition.ToString(CultureInfo.InvariantCulture));
        while (await IngestHolderAsync(partition) != there)
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, there.SiloAddress);
            await grain.AsReference<IGrainManagementExtension>().MigrateOnIdle();
            RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        }
    }

    /// <summary>Asks for grains as the API of the first silo does.</summary>
    public IGrainFactory Grains => cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();

    public Task KillAsync(InProcessSiloHandle silo) => cluster.KillSiloAsync(silo);

    public Task StopAsync(InProcessSiloHandle silo) => cluster.StopSiloAsync(silo);

    public Task JoinAsync() => cluster.StartAdditionalSiloAsync();

    /// <summary>Asserts that the lake and the live grains are what the log says, and tells the numbers.</summary>
    public async Task AssertCleanAsync(string what)
    {
        using var lake = new LakeTables(LakeRoot, TimeProvider.System);
        await lake.OpenAsync(TestContext.Current.CancellationToken);
        var verifier = new LakeVerifier(lake, new NetworkMap(NetworkDefinition.Seed()));
        await verifier.VerifyAsync(TestContext.Current.CancellationToken);
        var live = new LiveVerifier(new LiveGrains(cluster.Client), new NetworkMap(NetworkDefinition.Seed()), verifier.Differences);
        var fold = verifier.At(BronzeTables.PatientFlow);
        await live.ComparePatientsAsync(fold, verifier.Positions(BronzeTables.PatientFlow));
        await live.ComparePlacesAsync(fold);
        Assert.Empty(verifier.Differences.Lines());
        Assert.Equal(Log.All().Length, verifier.Rows[BronzeTables.PatientFlow.Path]);
        TestContext.Current.SendDiagnosticMessage(
            $"{what}: {Log.All().Length:N0} events in the log, {verifier.Rows[BronzeTables.PatientFlow.Path]:N0} in "
            + $"Bronze, {verifier.Rows[SilverTable.PatientFlow.Path]:N0} in Silver, "
            + $"{verifier.Rows[FactTable.PatientFlow.Path]:N0} facts, {fold.Patients.Count:N0} patients, "
            + $"{verifier.Differences.Count} differences, {States.Refused} writes of state refused, "
            + $"{cluster.Silos.Count} silos at the end");
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static void Configure(
        ISiloBuilder silo,
        string name,
        DirectoryInfo folder,
        int partitions,
        StateStore states)
    {
        silo.Services
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new NetworkMap(NetworkDefinition.Seed()))
            .AddSingleton(_ => new LakeTables(Path.Combine(folder.FullName, "lake"), TimeProvider.System))
            .AddSingleton(new UpkeepLimits())
            .AddSingleton<Vacuum>()
            .AddSingleton<Upkeep>()
            .AddSingleton(p => new LakeFence(
                token => p.GetRequiredService<LakeTables>().PlaceAsync(LakeFence.Path, token),
                new FenceIdentity(name, "log:test", "the log of a test"), Times, TimeProvider.System))
            .AddSingleton(typeof(FenceSpan), FenceSpan.Exporter)
            .AddSingleton<FenceKeeper>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(p => p.GetRequiredService<FenceKeeper>())
            .AddSingleton<IWarehouse, DeltaWarehouse>()
            .AddSingleton<ExportEnd>()
            .AddSingleton<LocalPatients>()

            // As in every silo: without it, a run that is under way when the exporter's silo stops waits for partitions that
            // wait for the exporter, until each call of the circle is given up.
            .AddSingleton(new SiloSettings { DataFolder = folder.FullName, Cluster = new ClusterSettings { Silo = name } })
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, FinalExport>()
            .AddSingleton(new FlowOptions
            {
                Partitions = partitions,
                ExportInterval = TimeSpan.FromMilliseconds(200),
                ExportPauseMax = TimeSpan.FromSeconds(1),
            })
            .AddGrainStorage("Default", (_, _) => states);
        silo.AddFlowDefaults();
        silo.AddSourceStreams(new QueueLimits
        {
            BatchEventsMax = 50,
            Quiet = TimeSpan.FromMilliseconds(100),
            Poll = TimeSpan.FromMilliseconds(10),
            RetryDelayMin = TimeSpan.FromMilliseconds(10),
            RetryDelayMax = TimeSpan.FromMilliseconds(200),
        });
    }
}
