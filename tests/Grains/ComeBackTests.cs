using PatientFlow.Ingest;

namespace PatientFlow.Tests;

/// <summary>Grains that left memory once they were stored, and are called again.</summary>
public sealed class ComeBackTests
{
    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_grain_that_comes_back_from_the_store_knows_what_it_was_told_and_nothing_is_told_again()
    {
        var (log, lake, workload) = (new MemoryLog(1), new MemoryWarehouse(1), new Workload(seed: 6, patients: 20, partitions: 1));
        log.Append(workload, events: 100);
        lake.StageFault = table => throw new LakeAwayException(table);
        await using var silo = await TestSilo.StartAsync(log, lake, new StateStore());
        await AppliedAsync(100);
        Assert.Equal(0, await silo.Exporter.ExportAsync()); // All of them are stored, and the lake has taken nothing.

        while (await silo.ActivationsAsync("bed") + await silo.ActivationsAsync("department") + await silo.ActivationsAsync("patient") > 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await silo.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        }

        log.Append(workload, events: 100);
        await AppliedAsync(200);
        lake.StageFault = _ => { };
        await silo.DrainAsync(log, lake);

        Assert.Equal(1, log.ReadsFromStart);
        Expected.Equal(Expected.Of(log), lake);

        async Task AppliedAsync(long records)
        {
            while ((await silo.Grains.GetGrain<IIngestGrain>("0").GetStatusAsync()).Applied < records - 1)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }
    }
}
