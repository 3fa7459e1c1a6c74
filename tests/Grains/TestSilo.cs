using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using PatientFlow.Alerts;
using PatientFlow.Export;
using PatientFlow.Ingest;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Turns;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests;

/// <summary>The grains over a log, a lake and a state store in memory, which outlive it.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    /// <summary>Time between two exports by the timer, of a silo with a clock of its own.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <summary>Pause before a stage is tried again, of the same.</summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly RunningGrains running;

    private TestSilo(RunningGrains running) => this.running = running;

    public IGrainFactory Grains => running.Factory;

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
        return new TestSilo(await RunningGrains.StartAsync(new GrainSettings
        {
            Log = log,
            States = states,
            BatchSize = batchSize,
            CollectionAge = collectionAge,
            Services = services =>
            {
                services
                    .AddSingleton(time ?? TimeProvider.System)
                    .AddSingleton(new NetworkMap(NetworkDefinition.Seed()))
                    .AddSingleton<IWarehouse>(lake)
                    .AddSingleton<ExportEnd>()
                    .AddSingleton<LocalPatients>()
                    .AddSingleton((options ?? new FlowOptions()) with
                    {
                        Partitions = log.Partitions,
                        // A test exports when it wants to, and waits for nothing, unless it has a clock of its own.
                        ExportInterval = time is null ? TimeSpan.FromHours(1) : Interval,
                        ExportRetryPause = time is null ? TimeSpan.FromMilliseconds(1) : RetryPause,
                    });
                more?.Invoke(services);
            },
        }));
    }

    /// <summary>Activations of a type of grain.</summary>
    public Task<int> ActivationsAsync(string grainType) => running.ActivationsAsync(grainType);

    /// <summary>Completes when a partition has read so many records.</summary>
    public async Task ReadAsync(int records, string partition = "0")
    {
        while ((await Grains.GetGrain<IIngestGrain>(partition).GetStatusAsync()).Records < records)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>An event; the last digit of its id is its second.</summary>
    public static string Event(string id, string kind, string patient, string bed) =>
        $$"""
        {"event_id":"{{id}}","event_type":"{{kind}}","patient_id":"{{patient}}","hospital_id":1,"bed_id":"{{bed}}",
         "event_timestamp":"2025-06-03T10:00:0{{id[^1]}}","gender":"Female","age":40}
        """;

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

    public ValueTask DisposeAsync() => running.DisposeAsync();
}
