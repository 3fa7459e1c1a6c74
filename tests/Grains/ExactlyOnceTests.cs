using PatientFlow.Ingest;
using PatientFlow.Turns;

namespace PatientFlow.Tests;

/// <summary>
/// The path from log to lake under faults. What a green run does not prove: real disks, the real lake, processes that
/// are killed; tests/EndToEnd has those.
/// </summary>
public sealed class ExactlyOnceTests
{
    private const int Partitions = 3;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, RunningGrains.Seeds)];

    [Theory(Timeout = TestLimit.Hang)]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_fails_and_whenever_the_silo_stops_every_row_is_there_once(int seed)
    {
        var random = new Random(seed);
        var (log, lake, states) = (new MemoryLog(Partitions), new MemoryWarehouse(Partitions), new StateStore());
        var workload = new Workload(seed, patients: 30, Partitions);
        lake.Fault = table =>
        {
            if (random.Next(12) == 0) throw new LakeAwayException(table);
        };
        for (var life = 0; life < 5; life++)
        {
            await using var silo = await TestSilo.StartAsync(
                log, lake, states, new FlowOptions { ExportTriesMax = random.Next(1, 4) }, random.Next(1, 40));
            for (var round = 0; round < 6; round++)
            {
                log.Append(workload, events: random.Next(60));
                try
                {
                    await silo.Exporter.ExportAsync();
                }
                catch (LakeAwayException)
                {
                    // The run is done again, by the next call or by the next silo.
                }
            }
        }

        lake.Fault = _ => { };
        await using var last = await TestSilo.StartAsync(log, lake, states);
        await last.DrainAsync(log, lake);

        var fold = Expected.Of(log);
        Expected.Equal(fold, lake);
        await LiveState.EqualAsync(last.Grains, fold);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_state_store_that_was_lost_is_rebuilt_by_replaying_the_log_into_an_empty_lake()
    {
        var log = new MemoryLog(Partitions);
        var workload = new Workload(seed: 7, patients: 20, Partitions);
        log.Append(workload, events: 400);

        var states = new StateStore();
        var first = new MemoryWarehouse(Partitions);
        await using (var silo = await TestSilo.StartAsync(log, first, states)) await silo.DrainAsync(log, first);

        // The grains kept their state, the lake is gone: they go back to nothing and give the same rows again.
        var second = new MemoryWarehouse(Partitions);
        await using (var silo = await TestSilo.StartAsync(log, second, states)) await silo.DrainAsync(log, second);
        Expected.Equal(Expected.Of(log), second);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_lake_whose_grains_lost_their_state_goes_on_from_grains_that_replayed_the_log()
    {
        var (log, lake) = (new MemoryLog(Partitions), new MemoryWarehouse(Partitions));
        var workload = new Workload(seed: 8, patients: 20, Partitions);
        log.Append(workload, events: 400);
        await using (var silo = await TestSilo.StartAsync(log, lake, new StateStore())) await silo.DrainAsync(log, lake);

        // Grains that know nothing of the first 400 events would make other rows of the next 400.
        log.Append(workload, events: 400);
        await using var later = await TestSilo.StartAsync(log, lake, new StateStore());
        await later.DrainAsync(log, lake);

        var fold = Expected.Of(log);
        Expected.Equal(fold, lake);
        await LiveState.EqualAsync(later.Grains, fold);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_partition_stops_reading_when_its_buffer_is_full_and_goes_on_when_the_lake_is_back()
    {
        var (log, lake, states) = (new MemoryLog(1), new MemoryWarehouse(1), new StateStore());
        var workload = new Workload(seed: 3, patients: 10, partitions: 1);
        log.Append(workload, events: 500);
        lake.Fault = table => throw new LakeAwayException(table);
        await using var silo = await TestSilo.StartAsync(log, lake, states, new FlowOptions { BufferedEventsMax = 100 }, batchSize: 20);
        var ingest = silo.Grains.GetGrain<IIngestGrain>("0");
        await Assert.ThrowsAsync<LakeAwayException>(() => ExportSomethingAsync(silo));

        // One export is cut and waits for the lake, and one buffer fills behind it: no more (I-15).
        IngestStatus status;
        do
        {
            await Task.Yield();
            status = await ingest.GetStatusAsync();
        }
        while (status.Records < 100);
        Assert.InRange(status.Records, 100, 200);

        lake.Fault = _ => { };
        await silo.DrainAsync(log, lake);
        Expected.Equal(Expected.Of(log), lake);
    }

    private static async Task ExportSomethingAsync(TestSilo silo)
    {
        while (await silo.Exporter.ExportAsync() == 0) await Task.Yield();
    }
}
