using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using PatientFlow.Kafka;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Lakehouse.Fence;
using PatientFlow.Network;
using PatientFlow.Silo.Clustering;
using PatientFlow.Tools.Verify;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Cluster;

/// <summary>
/// Silos in processes of their own, as a cluster runs: members and grain state in a store that the test chooses, one topic
/// of brokers on loopback, which are emulated, and the lake in a folder.
/// </summary>
internal sealed class ClusterOfProcesses : IAsyncDisposable
{
    public const int Partitions = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly MockCluster brokers = MockCluster.Start();
    private readonly TestFolder folder = new();
    private readonly ConcurrentDictionary<string, RunningSilo> silos = new(StringComparer.Ordinal);
    private readonly StringBuilder gone = new();
    private readonly IClusterStore store;
    private readonly TopicAddress topic;
    private DeltaTable? fence;
    private DeltaTable? bronze;
    private long inLake;

    private ClusterOfProcesses(IClusterStore store)
    {
        this.store = store;
        topic = brokers.Topic("patients", Partitions);
    }

    /// <summary>Those that run, by name.</summary>
    public IReadOnlyDictionary<string, RunningSilo> Silos => silos;

    /// <summary>Starts the brokers, and no silo yet.</summary>
    public static ClusterOfProcesses Around(IClusterStore store) => new(store);

    /// <summary>Starts silos side by side, and waits until each serves.</summary>
    public Task JoinAsync(params string[] names) => Task.WhenAll(names.Select(StartSiloAsync));

    /// <summary>Makes so many events, to be let flow.</summary>
    public Task<SteadyEvents> EventsAsync(int count) => SteadyEvents.MakeAsync(folder, topic, count);

    /// <summary>
    /// Starts those again that ended by themselves, as whatever runs silos does: one that the others took for dead, on a machine
    /// too busy to answer them, ends.
    /// </summary>
    /// <returns>How many.</returns>
    public async Task<int> ReviveAsync()
    {
        var ended = silos.Where(s => s.Value.HasEnded).ToList();
        foreach (var (name, silo) in ended)
        {
            var code = await silo.EndAsync();
            Assert.True(code == 1, $"{name} ended with {code}: {silo.Console}");
            gone.Append(CultureInfo.InvariantCulture, $"--- {name}, ended with {code}\n{silo.Console}\n");
            await silo.DisposeAsync();
            await StartSiloAsync(name);
        }

        return ended.Count;
    }

    /// <summary>Waits until the lake holds so many events, as the log of its Bronze table says.</summary>
    public Task ExportedAsync(long events) => UntilAsync(
        $"{Text(events)} events in the lake", async () => (inLake = await InLakeAsync()) >= events);

    /// <summary>The silo that feeds the lake, as the lake itself says; null where none does.</summary>
    public async Task<string?> FeederAsync()
    {
        fence = await SeeAsync(fence, LakeFence.Path);
        return FenceState.From(fence.Current.Metadata.Configuration) is { Released: false } state
            ? Path.GetFileName(state.Holder[..state.Holder.LastIndexOf(" (", StringComparison.Ordinal)])
            : null;
    }

    /// <summary>Waits until another silo than this feeds the lake.</summary>
    public Task TakenOverAsync(string from) => UntilAsync(
        "another silo feeds the lake", async () => await FeederAsync() is { } feeder && feeder != from);

    /// <summary>Kills a silo as a failing machine does, while whatever runs runs.</summary>
    public async Task KillAsync(string name)
    {
        Assert.True(silos.Remove(name, out var silo), $"{name} does not run.");
        gone.Append(CultureInfo.InvariantCulture, $"--- {name}, killed\n{silo.Console}\n");
        silo.Kill();
        await silo.DisposeAsync();
    }

    /// <summary>Stops a process in its tracks: its connections stay open and nobody answers, as if a cable were pulled.</summary>
    public async Task FreezeAsync(string name) => await silos[name].SignalAsync("STOP");

    /// <summary>Lets a frozen process go on, which the others have long given up, and waits until it ends by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ThawAsync(string name)
    {
        Assert.True(silos.Remove(name, out var silo), $"{name} does not run.");
        await silo.SignalAsync("CONT");
        var code = await silo.EndAsync().WaitAsync(Patience);
        gone.Append(CultureInfo.InvariantCulture, $"--- {name}, frozen, ended with {code}\n{silo.Console}\n");
        await silo.DisposeAsync();
        return code;
    }

    /// <summary>Asks a silo to stop, and waits until it has.</summary>
    public async Task StopAsync(string name)
    {
        Assert.True(silos.Remove(name, out var silo), $"{name} does not run.");
        var code = await silo.StopAsync().WaitAsync(Patience);
        gone.Append(CultureInfo.InvariantCulture, $"--- {name}, stopped with {code}\n{silo.Console}\n");
        await silo.DisposeAsync();
        Assert.True(code == 0, $"{name} ended with {code}: {Consoles}");
    }

    /// <summary>Asks each silo, one after the other, to stop, and waits until no process of the cluster is left.</summary>
    public async Task StopAllAsync()
    {
        foreach (var name in silos.Keys.ToArray()) await StopAsync(name);
    }

    /// <summary>
    /// Asserts that the lake is what its Bronze says, that each silo answers alike, and that the grains hold what the
    /// lake holds: asked through a client of the cluster, as the verify command cannot.
    /// </summary>
    /// <returns>The rows of the tables, for the numbers.</returns>
    public async Task<string> AssertCleanAsync(int events)
    {
        using var lake = new LakeTables(Lake, TimeProvider.System);
        await lake.OpenAsync(default);
        var network = new NetworkMap(NetworkDefinition.Seed());
        var verifier = new LakeVerifier(lake, network);
        await verifier.VerifyAsync(default);
        var fold = verifier.At(BronzeTables.PatientFlow);

        using var client = await ConnectAsync();
        var live = new LiveVerifier(new LiveGrains(client.Services.GetRequiredService<IGrainFactory>()), network, verifier.Differences);
        await live.ComparePatientsAsync(fold, verifier.Positions(BronzeTables.PatientFlow));
        await live.ComparePlacesAsync(fold);
        await client.StopAsync();

        Assert.Empty(verifier.Differences.Lines());
        Assert.Equal(events, verifier.Rows[BronzeTables.PatientFlow.Path]);
        var open = fold.Patients.Count(p => p.Value.OpenStay?.Place.DepartmentKey is not null);
        foreach (var silo in silos.Values) Assert.Equal(open, await OccupancyAsync(silo));
        return $"{verifier.Rows[BronzeTables.PatientFlow.Path]:N0} in Bronze, {verifier.Rows[SilverTable.PatientFlow.Path]:N0} "
            + $"in Silver, {verifier.Rows[FactTable.PatientFlow.Path]:N0} facts, {fold.Patients.Count:N0} patients in the "
            + $"grains, {open:N0} of them in departments by each silo's API, {verifier.Differences.Count} differences";
    }

    /// <summary>Runs the verify command on the lake, from a folder where no silo ever ran.</summary>
    public async Task AssertVerifyCommandIsCleanAsync()
    {
        var run = await SiloProgram.RunAsync("verify", "--data", folder["nobody"], "--lake", Lake);
        Assert.True(run.ExitCode == 0, $"verify: {run}");
        Assert.EndsWith("verify: clean", run.Output.TrimEnd(), StringComparison.Ordinal);
    }

    /// <summary>What each silo has said.</summary>
    public string Consoles => gone + string.Join('\n', silos.Select(s => $"--- {s.Key}\n{s.Value.Console}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos.Values) await silo.DisposeAsync();
        await store.DisposeAsync();
        brokers.Dispose();
        folder.Dispose();
    }

    private string Lake => folder["lake"];

    private async Task StartSiloAsync(string name)
    {
        var ports = FreePort.Find(2);
        var environment = new Dictionary<string, string>(store.Settings(name))
        {
            ["Cluster__Silo"] = name,
            ["Cluster__Address"] = "127.0.0.1",
            ["Cluster__SiloPort"] = Text(ports[0]),
            ["Cluster__GatewayPort"] = Text(ports[1]),
        };
        silos[name] = await RunningSilo.StartAsync(
            folder[name], environment, "--lake", Lake, "--brokers", topic.Brokers, "--topic", topic.Topic,
            "--export-interval", "1").WaitAsync(Patience);
    }

    private async Task<long> InLakeAsync()
    {
        bronze = await SeeAsync(bronze, BronzeTables.PatientFlow.Path);
        return bronze.Current.Transactions.Sum(t => t.Version + 1);
    }

    private async Task<DeltaTable> SeeAsync(DeltaTable? seen, string path)
    {
        if (seen is null) return await DeltaTable.OpenAsync(new LocalStore(Path.Combine(Lake, path)), new LakeOptions(), default);
        await seen.RefreshAsync(default);
        return seen;
    }

    private async Task<IHost> ConnectAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = ("patientflow", ClusterHosting.Service));
            store.Find(client);
        });
        var client = builder.Build();
        await client.StartAsync();
        return client;
    }

    private static async Task<int> OccupancyAsync(RunningSilo silo)
    {
        var hospitals = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/hospitals");
        return hospitals.EnumerateArray().Sum(h => h.GetProperty("occupancy").GetInt32());
    }

    private async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(clock.Elapsed < Patience, $"Not within {Patience}: {what}; it holds {Text(inLake)}.\n{Consoles}");
            await Task.Delay(Look);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
