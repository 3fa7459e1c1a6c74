using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Hosting;
using PatientFlow.Events;
using PatientFlow.Export;
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
using PatientFlow.Tools.Verify;
using PatientFlow.Turns;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests;

/// <summary>The grains over a log in memory and a real lake in a folder, exporting when a test says so.</summary>
internal sealed class ExportingSilo : IAsyncDisposable
{
    public const int Partitions = 3;

    private readonly IHost host;
    private readonly Before before;

    private ExportingSilo(IHost host, Before before) => (this.host, this.before) = (host, before);

    public LakeTables Lake => host.Services.GetRequiredService<LakeTables>();

    public IWarehouse Warehouse => host.Services.GetRequiredService<IWarehouse>();

    public Vacuum Vacuum => host.Services.GetRequiredService<Vacuum>();

    public KeptLog Kept => host.Services.GetRequiredService<KeptLog>();

    public int Events => before.Log.All().Length;

    public static Task<ExportingSilo> StartAsync(string lake, TimeProvider clock, UpkeepLimits limits) => StartAsync(
        lake, clock, limits, new Before(new MemoryLog(Partitions), new Workload(seed: 5, patients: 30, Partitions), new StateStore()));

    /// <summary>Ends this silo, lets its lake be changed, and starts another on the same log and state.</summary>
    public async Task<ExportingSilo> RestartAsync(Func<string, Task> meanwhile)
    {
        var lake = Lake.Root;
        await DisposeAsync();
        await meanwhile(lake);
        return await StartAsync(lake, TimeProvider.System, new UpkeepLimits(), before);
    }

    private static async Task<ExportingSilo> StartAsync(string lake, TimeProvider clock, UpkeepLimits limits, Before before)
    {
        var kept = new KeptLog();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        // Orleans has words of its own at a start, and for a clock that jumps.
        builder.Logging.AddProvider(kept).AddFilter("Orleans", LogLevel.None);
        builder.Services.AddSingleton(kept);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(limits);
        builder.Services.AddSingleton(new NetworkMap(NetworkDefinition.Seed()));
        builder.Services.AddSingleton(new LakeTables(lake, clock));
        builder.Services.AddSingleton<Vacuum>();
        builder.Services.AddSingleton<Upkeep>();
        builder.Services.AddSingleton(p => new LakeFence(
            token => p.GetRequiredService<LakeTables>().PlaceAsync(LakeFence.Path, token),
            new FenceIdentity("test", "log:test", "the event log of a test"), new FenceTimes(), clock));
        builder.Services.AddSingleton(typeof(FenceSpan), FenceSpan.WholeRun);
        builder.Services.AddSingleton<FenceKeeper>();
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            p => p.GetRequiredService<FenceKeeper>());
        builder.Services.AddSingleton<IWarehouse, DeltaWarehouse>();
        builder.Services.AddSingleton<ExportEnd>();
        builder.Services.AddSingleton<LocalPatients>();
        builder.Services.AddSingleton(new FlowOptions
        {
            Partitions = Partitions,
            ExportInterval = TimeSpan.FromHours(1), // A test exports when it wants to.
        });
        builder.Services.AddSingleton<IStreamSource<RawEvent>>(before.Log);
        builder.UseOrleans(silo =>
        {
            silo.StandAlone();
            silo.Services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System); // Orleans' own upkeep; the test's clock may stand still.
            silo.Services.AddGrainStorage("Default", (_, _) => before.State);
            silo.AddFlowDefaults();
            silo.AddSourceStreams(new QueueLimits { Poll = TimeSpan.FromMilliseconds(5) });
        });
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new ExportingSilo(host, before);
    }

    /// <summary>Lets some events come in and exports until the lake holds them.</summary>
    public async Task ExportAsync(int events)
    {
        for (var i = 0; i < events; i++)
        {
            var (partition, json) = before.Workload.Next();
            before.Log.Append(partition, json);
        }

        var exporter = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IExporterGrain>(IExporterGrain.Key);
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await exporter.ExportAsync();
            var positions = (await exporter.GetStatusAsync()).Positions;
            if (Enumerable.Range(0, Partitions).All(p => positions[p].Committed >= before.Log.End(p))) return;
            await Task.Yield();
        }
    }

    /// <summary>Asserts that Silver and Gold are what Bronze says, and that Bronze is the whole log.</summary>
    public async Task AssertCleanAsync()
    {
        var fresh = new LakeTables(Lake.Root, TimeProvider.System);
        await fresh.OpenAsync(CancellationToken.None);
        var verifier = new LakeVerifier(fresh, new NetworkMap(NetworkDefinition.Seed()));
        await verifier.VerifyAsync(CancellationToken.None);
        Assert.Empty(verifier.Differences.Lines());
        Assert.Equal(Events, verifier.Rows[BronzeTables.PatientFlow.Path]);
        foreach (var table in Tables.All)
        {
            var verify = await LakeProgram.LakeAsync("verify", Path.Combine(Lake.Root, table.Path));
            Assert.True(verify.ExitCode == 0, $"{table.Path}: {verify}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else host.Dispose();
    }

    /// <summary>What outlives a silo besides its lake.</summary>
    private sealed record Before(MemoryLog Log, Workload Workload, StateStore State);
}
