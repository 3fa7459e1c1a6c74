using PatientFlow.EventLog;
using PatientFlow.Lake;
using PatientFlow.Network;
using PatientFlow.Silo.Hosting;
using PatientFlow.Silo.Warehouse;
using PatientFlow.State;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Verify;

/// <summary>Verifies a data folder and says what it found.</summary>
internal static class VerifyRun
{
    public static async Task<int> RunAsync(SiloSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        if (LakeAddress.Parse(settings.LakeRoot).IsFolder && !Directory.Exists(settings.LakeRoot))
            throw new CommandFailure(
                $"There is no lake in {settings.LakeRoot}. Name the data folder of a silo or demo with --data, or its "
                + "lake with --lake.");
        var network = NetworkLoader.Load(settings.NetworkFile);
        using var lake = new LakeTables(settings.LakeRoot, TimeProvider.System);
        // A lake that is elsewhere can be verified where no silo ever ran; that leaves no folder behind.
        var hasGrains = Directory.Exists(settings.StateFolder);
        using var folder = hasGrains ? DataFolderLock.TryTake(settings.DataFolder) : null;
        try
        {
            await lake.OpenAsync(cancellationToken);
        }
        catch (LakeException fault)
        {
            throw new CommandFailure($"The lake in {settings.LakeRoot} cannot be read: {fault.Message}");
        }

        // The silo fills these before it takes anything, one after the other.
        Table[] places = [NetworkTables.Hospital, DimensionTables.Department, NetworkTables.Bed];
        if (places.Any(table => lake[table].Current.Files.Count == 0))
            throw new CommandFailure(
                $"The lake in {settings.LakeRoot} is unfinished: its first start was cut short. Start the silo to finish it.");

        var verifier = new LakeVerifier(lake, new NetworkMap(network));
        try
        {
            await verifier.VerifyAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or LakeException)
        {
            await output.WriteLineAsync($"verify: stopped, a live file cannot be read: {fault.Message}");
            return 1;
        }

        foreach (var table in Tables.All) await output.WriteLineAsync($"{table.Path,-26} {verifier.Rows[table.Path],12:N0} rows");
        await output.WriteLineAsync(!hasGrains ? "grains: no state in this folder"
            : folder is null ? "grains: not compared, a silo is running on this folder"
            : await GrainsAsync(settings, network, verifier));
        foreach (var line in verifier.Differences.Lines()) await output.WriteLineAsync(line);
        await output.WriteLineAsync(
            verifier.Differences.Count == 0 ? "verify: clean" : $"verify: {verifier.Differences.Count:N0} differences");
        return verifier.Differences.Count == 0 ? 0 : 1;
    }

    private static async Task<string> GrainsAsync(SiloSettings settings, NetworkDefinition network, LakeVerifier verifier)
    {
        try
        {
            switch (GrainStore.Look(settings.StateFolder))
            {
                case StoreOrigin.New:
                    return "grains: no state in this folder";
                case StoreOrigin.EarlierVersion:
                    return "grains: not compared, an earlier version wrote the state; start the silo to make it again from the log";
                case StoreOrigin.Damaged:
                    throw new StateUnreadableException("its files say so");
                default:
                    return await CompareGrainsAsync(settings, network, verifier);
            }
        }
        catch (StateRefusedException fault)
        {
            throw new CommandFailure(fault.Message);
        }
        catch (StateUnreadableException fault)
        {
            verifier.Differences.Add("grains", $"the state is damaged ({fault.Message}); start the silo to make it again from the log");
            return "grains: not compared, their state is damaged";
        }
    }

    private static async Task<string> CompareGrainsAsync(
        SiloSettings settings, NetworkDefinition network, LakeVerifier verifier)
    {
        var positions = verifier.Positions(BronzeTables.PatientFlow);
        if (Tables.All.Any(t => t.Path is "gold/fact_stay" or "gold/fact_census" or "gold/fact_patient_flow" or "gold/dim_patient"
            && !Same(verifier.Positions(t), positions)))
            return "grains: not compared, the last export was cut short; start the silo to finish it";

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddPatientFlow(settings with { Partitions = LogPartitions(settings) }, network, hub: null, ingest: false);
        using var host = builder.Build();
        var store = host.Services.GetRequiredService<GrainStore>();
        await host.StartAsync(CancellationToken.None);
        try
        {
            return await CompareGrainsAsync(settings, network, verifier, host, positions);
        }
        catch (Exception fault) when (store.Damaged.IsCompleted)
        {
            throw new StateUnreadableException(await store.Damaged, fault);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<string> CompareGrainsAsync(
        SiloSettings settings, NetworkDefinition network, LakeVerifier verifier, IHost host, Dictionary<int, long> positions)
    {
        var live = new LiveVerifier(
            host.Services.GetRequiredService<IGrainFactory>(), new NetworkMap(network), verifier.Differences);
        var fold = verifier.At(BronzeTables.PatientFlow);
        await live.ComparePatientsAsync(fold, positions);
        if (SourceMark.IsTopic(settings))
        {
            // How far the topic or hub goes, and what of it the departments know, only it could say.
            return $"grains: {fold.Patients.Count:N0} patients; departments and beds not compared, a topic or hub feeds this folder";
        }

        var log = host.Services.GetRequiredService<EmbeddedLog>();
        var behind = Enumerable.Range(0, log.PartitionCount).Sum(p => log.EndOffset(p) - 1 - positions.GetValueOrDefault(p, -1));
        if (behind == 0) await live.ComparePlacesAsync(fold);
        var patients = $"grains: {fold.Patients.Count:N0} patients";
        return behind == 0
            ? $"{patients}, {network.Hospitals.Sum(h => h.Beds.Count):N0} departments, {network.Hospitals.Sum(h => h.Beds.Values.Sum()):N0} beds"
            : $"{patients}; departments and beds not compared, {behind:N0} events of the log are not exported yet";
    }

    private static int LogPartitions(SiloSettings settings) => SourceMark.IsTopic(settings)
        ? settings.Partitions
        : Directory.GetDirectories(settings.LogFolder, "p*").Length is var folders and > 0 ? folders : settings.Partitions;

    private static bool Same(Dictionary<int, long> one, Dictionary<int, long> other) =>
        one.Count == other.Count && one.All(p => other.TryGetValue(p.Key, out var offset) && offset == p.Value);
}
