namespace PatientFlow.Tests.Cluster;

/// <summary>Patients live where their partition is fed from.</summary>
public sealed class PlacementTests
{
    private const int Events = 3_000;

    [Fact(Timeout = 120_000)]
    public async Task A_partition_calls_its_patients_in_its_own_process_also_after_it_has_moved()
    {
        var calls = new CallShare();
        await using var cluster = await FlowCluster.StartAsync(new Workload(seed: 21, patients: 400, FlowCluster.Partitions), calls.On);
        cluster.Append(Events);
        await cluster.ExportedAsync(share: 1);
        Tell("Three silos", calls);
        AssertNearlyAllHere(calls);

        await cluster.KillAsync(await cluster.IngestHolderAsync(partition: 0));
        cluster.Append(Events);
        await cluster.ExportedAsync(share: 1);

        // Whoever was on another silo than the one that feeds its partition now has been stored, and has left.
        calls.Clear();
        cluster.Append(Events);
        await cluster.ExportedAsync(share: 1);
        Tell("After one was killed", calls);
        AssertNearlyAllHere(calls);
        await cluster.AssertCleanAsync("Patients moved after their partitions");
    }

    private static void AssertNearlyAllHere(CallShare calls)
    {
        var (here, all) = calls.Of("patient");
        Assert.True(all > 1_000, $"only {all} calls were counted");
        Assert.True(here >= all * 0.95, $"{here} of {all} calls to patients came from their own silo");
    }

    private static void Tell(string when, CallShare calls)
    {
        var patients = calls.Of("patient");
        var flow = calls.Of("patient", "department", "bed");
        TestContext.Current.SendDiagnosticMessage(
            $"{when}: {patients.Here:N0} of {patients.All:N0} calls to patients stayed in one process, {flow.Here:N0} of "
            + $"{flow.All:N0} with those to departments and beds");
    }
}
