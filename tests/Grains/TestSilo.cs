using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Embedded;
using Orleans.Hosting;
using Orleans.Storage;
using PatientFlow.Alerts;
using PatientFlow.Events;
using PatientFlow.Export;
using PatientFlow.Grains;
using PatientFlow.Network;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests;

/// <summary>The grains over a log, a lake and a state store in memory, which outlive it.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    /// <summary>Time between two exports by the timer, of a silo with a clock of its own.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <summary>Pause before a stage is tried again, of the same.</summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly IHost host;

    private TestSilo(IHost host) => this.host = host;

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public GrainStatistics Statistics => host.Services.GetRequiredService<GrainStatistics>();

    public IExporterGrain Exporter => Grains.GetGrain<IExporterGrain>(IExporterGrain.Key);

    public IAlertGrain Alerts => Grains.GetGrain<IAlertGrain>(IAlertGrain.Key);

    public static async Task<TestSilo> StartAsync(
        MemoryLog log,
        MemoryWarehouse lake,
        IGrainStorage states,
        FlowOptions? options = null,
        int batchSize = 100,
        TimeSpan? collectionAge = null,
        TimeProvider? time = null,
        Action<IServiceCollection>? more = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton(new NetworkMap(NetworkDefinition.Seed()));
        builder.Services.AddSingleton<IWarehouse>(lake);
        builder.Services.AddSingleton((options ?? new FlowOptions()) with
        {
            Partitions = log.Partitions,
            // A test exports when it wants to, and waits for nothing, unless it has a clock of its own.
            ExportInterval = time is null ? TimeSpan.FromHours(1) : Interval,
            ExportRetryPause = time is null ? TimeSpan.FromMilliseconds(1) : RetryPause,
        });
        builder.Services.AddLogging();
        more?.Invoke(builder.Services);
        builder.UseOrleans(silo => silo
            .AddGrainStorage("Default", (_, _) => states)
            .AddStreamSource<RawEvent>(EventStream.Provider, _ => log)
            .Configure<StreamAgentOptions>(o =>
            {
                o.BatchSize = batchSize;
                o.RetryDelayMin = TimeSpan.FromMilliseconds(1);
                o.RetryDelayMax = TimeSpan.FromMilliseconds(20);
            })
            .Configure<GrainCollectionOptions>(o =>
            {
                if (collectionAge is not { } age) return;
                o.CollectionAge = age;
                o.CollectionQuantum = age;
            }));
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new TestSilo(host);
    }

    /// <summary>Exports until the lake holds the whole log, whatever fails on the way.</summary>
    public async Task DrainAsync(MemoryLog log, MemoryWarehouse lake)
    {
        while (Enumerable.Range(0, log.Partitions).Any(p => lake.Committed(p) < log.End(p)))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (await Exporter.ExportAsync() == 0) await Task.Yield();
            }
            catch (Exception fault) when (fault is LakeAwayException or SliceMisfitException or TimeoutException)
            {
                // The exporter has counted it; the next run does it again.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else host.Dispose();
    }
}
