using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.EventLog;
using PatientFlow.Lake;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.State;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Verify;

/// <summary>Verifies a data folder and reports the findings.</summary>
internal static class VerifyRun
{
    public static async Task<int> RunAsync(FlowSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        var network = NetworkLoader.Load(settings.NetworkFile);
        // A lake elsewhere can be verified on a machine where no silo ever ran; this must not create a folder.
        var hasGrains = Directory.Exists(settings.StateFolder);
        using var folder = hasGrains ? DataFolderLock.TryTake(settings.DataFolder) : null;
        using var lake = await LakeTables.OpenExistingAsync(settings.LakeRoot, TimeProvider.System, cancellationToken);

        // The silo fills these one after the other before it accepts anything.
        Table[] places = [NetworkTables.Hospital, DimensionTables.Department, NetworkTables.Bed];
        if (places.Any(table => !lake.Has(table) || lake[table].Current.Files.Count == 0))
            throw new CommandException(
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

        foreach (var table in Tables.All)
            if (verifier.Rows.TryGetValue(table.Path, out var rows))
                await output.WriteLineAsync($"{table.Path,-26} {rows,12:N0} rows");
        await output.WriteLineAsync(!hasGrains ? "grains: no state in this folder"
            : folder is null ? "grains: not compared, a silo is running on this folder"
            : await GrainsAsync(settings, network, verifier));
        foreach (var line in verifier.Later.Lines()) await output.WriteLineAsync(line);
        foreach (var line in verifier.Differences.Lines()) await output.WriteLineAsync(line);
        await output.WriteLineAsync(
            verifier.Differences.Count == 0 ? "verify: clean" : $"verify: {verifier.Differences.Count:N0} differences");
        return verifier.Differences.Count == 0 ? 0 : 1;
    }

    private static async Task<string> GrainsAsync(FlowSettings settings, NetworkDefinition network, LakeVerifier verifier)
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
            throw new CommandException(fault.Message);
        }
        catch (StateUnreadableException fault)
        {
            verifier.Differences.Add("grains", $"the state is damaged ({fault.Message}); start the silo to make it again from the log");
            return "grains: not compared, their state is damaged";
        }
    }

    private static async Task<string> CompareGrainsAsync(FlowSettings settings, NetworkDefinition network, LakeVerifier verifier)
    {
        var positions = verifier.Positions(BronzeTables.PatientFlow);
        if (Tables.All.Any(t => t.Path is "gold/fact_stay" or "gold/fact_census" or "gold/fact_patient_flow" or "gold/fact_bed_status" or "gold/dim_patient"
            && !Same(verifier.Positions(t), positions)))
            return "grains: not compared, the last export was cut short; start the silo to finish it";

        using var services = new ServiceCollection()
            .AddSerializer(types => types.AddAssembly(typeof(PatientState).Assembly)).BuildServiceProvider();
        using var store = GrainStore.Open(
            new GrainStoreOptions { Folder = settings.StateFolder, SetsDamagedAside = false },
            services.GetRequiredService<Serializer>());
        try
        {
            return await CompareGrainsAsync(settings, network, verifier, store, positions);
        }
        catch (Exception fault) when (store.Damaged.IsCompleted)
        {
            // Once the store is damaged any fault may follow from that; report the damage.
            throw new StateUnreadableException(await store.Damaged, fault);
        }
    }

    private static async Task<string> CompareGrainsAsync(
        FlowSettings settings, NetworkDefinition network, LakeVerifier verifier, GrainStore store,
        Dictionary<int, long> positions)
    {
        var map = new NetworkMap(network);
        var live = new LiveVerifier(new StoredState(store, map), map, verifier.Differences);
        var fold = verifier.At(BronzeTables.PatientFlow);
        await live.ComparePatientsAsync(fold, positions);
        if (SourceMark.IsTopic(settings))
        {
            // Only the topic or hub could say how far it goes and how much of it the departments know.
            return $"grains: {fold.Patients.Count:N0} patients; departments and beds not compared, a topic or hub feeds this folder";
        }

        var patients = $"grains: {fold.Patients.Count:N0} patients";
        if (!Directory.Exists(settings.LogFolder))
            return $"{patients}; departments and beds not compared, there is no event log in {settings.LogFolder}";
        using var log = EventLogReader.Open(settings.LogFolder);
        var behind = Enumerable.Range(0, log.PartitionCount).Sum(p => log.EndOffset(p) - 1 - positions.GetValueOrDefault(p, -1));
        if (behind == 0) await live.ComparePlacesAsync(fold);
        return behind == 0
            ? $"{patients}, {network.Hospitals.Sum(h => h.Beds.Count):N0} departments, {network.Hospitals.Sum(h => h.Beds.Values.Sum()):N0} beds"
            : $"{patients}; departments and beds not compared, {behind:N0} events of the log are not exported yet";
    }

    private static bool Same(Dictionary<int, long> one, Dictionary<int, long> other) =>
        one.Count == other.Count && one.All(p => other.TryGetValue(p.Key, out var offset) && offset == p.Value);
}
