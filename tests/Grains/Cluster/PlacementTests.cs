namespace PatientFlow.Tests.Cluster;

/// <summary>Patients live where their partition is fed from.</summary>
[Collection(nameof(AloneCollection))]
public sealed class PlacementTests
{
    private const int Events = 2_000;
    private const int StillRoundsMax = 5;

    // Of a round's events; each would be such a call if patients stayed where they were, or if those that are active in
    // the process of their partition were called at all, instead of given their events in a turn of their own.
    private const int CallsMax = Events / 40;

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_partition_finds_its_patients_in_its_own_process_also_after_it_has_moved()
    {
        var calls = new CallShare();
        await using var cluster = await FlowCluster.StartAsync(new Workload(seed: 21, patients: 400, FlowCluster.Partitions), calls.On);
        await SettledAsync(cluster, calls, "Three silos");

        await cluster.KillAsync(await cluster.IngestHolderAsync(partition: 0));
        await SettledAsync(cluster, calls, "After one was killed");
        await cluster.AssertCleanAsync("Patients moved after their partitions");
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Patients_follow_a_partition_that_starts_elsewhere_while_their_silo_lives()
    {
        var calls = new CallShare();
        await using var cluster = await FlowCluster.StartAsync(new Workload(seed: 22, patients: 400, FlowCluster.Partitions), calls.On);
        await SettledAsync(cluster, calls, "Three silos");

        for (var partition = 0; partition < FlowCluster.Partitions / 2; partition++) await cluster.MoveIngestAsync(partition);
        await SettledAsync(cluster, calls, "After half of the partitions moved");
        await cluster.AssertCleanAsync("Patients moved between silos that live");
    }

    /// <summary>Lets events come until hardly any patient must be called.</summary>
    /// <remarks>
    /// A partition whose grain starts elsewhere leaves its patients behind, and they follow with the next cut. It may start
    /// elsewhere at any time, the more often the slower the machine: only rounds in which all stayed where they were count.
    /// </remarks>
    private static async Task SettledAsync(FlowCluster cluster, CallShare calls, string when)
    {
        IReadOnlySet<string>? before = null;
        for (var still = 0; still < StillRoundsMax;)
        {
            calls.Clear();
            cluster.Append(Events);
            await cluster.ExportedAsync(share: 1);
            Tell(when, calls);
            if (calls.Of("patient").All <= CallsMax) return;
            var now = calls.CallersOf("patient");
            if (before?.SetEquals(now) == true) still++;
            before = now;
        }

        Assert.Fail($"{when}: patients do not follow their partitions.");
    }

    private static void Tell(string when, CallShare calls)
    {
        var patients = calls.Of("patient");
        var flow = calls.Of("patient", "department");
        TestContext.Current.SendDiagnosticMessage(
            $"{when}: {patients.Here:N0} of {patients.All:N0} calls to patients stayed in one process, {flow.Here:N0} of "
            + $"{flow.All:N0} with those to departments");
    }
}
