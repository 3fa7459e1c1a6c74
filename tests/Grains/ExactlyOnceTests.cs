using Orleans.Embedded;
using PatientFlow.Beds;
using PatientFlow.Departments;
using PatientFlow.Grains;
using PatientFlow.Ingest;
using PatientFlow.Patients;

namespace PatientFlow.Tests;

/// <summary>
/// The path from log to lake under faults. What a green run does not prove: real disks, the real lake, processes that
/// are killed; tests/EndToEnd has those.
/// </summary>
public sealed class ExactlyOnceTests
{
    private const int Partitions = 3;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_fails_and_whenever_the_silo_stops_every_row_is_there_once(int seed)
    {
        var random = new Random(seed);
        var (log, lake, states) = (new MemoryLog(Partitions), new MemoryWarehouse(Partitions), new MemoryGrainStorage());
        var workload = new Workload(seed, patients: 30, Partitions);
        lake.Fault = table =>
        {
            if (random.Next(12) == 0) throw new LakeAwayException(table);
        };
        for (var life = 0; life < 5; life++)
        {
            await using var silo = await TestSilo.StartAsync(log, lake, states, batchSize: random.Next(1, 40));
            for (var round = 0; round < 6; round++)
            {
                for (var i = random.Next(60); i > 0; i--)
                {
                    var (partition, json) = workload.Next();
                    log.Append(partition, json);
                }

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
        await SameLiveStateAsync(last.Grains, fold.Patients);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_state_store_that_was_lost_is_rebuilt_by_replaying_the_log_into_an_empty_lake()
    {
        var log = new MemoryLog(Partitions);
        var workload = new Workload(seed: 7, patients: 20, Partitions);
        for (var i = 0; i < 400; i++)
        {
            var (partition, json) = workload.Next();
            log.Append(partition, json);
        }

        var states = new MemoryGrainStorage();
        var first = new MemoryWarehouse(Partitions);
        await using (var silo = await TestSilo.StartAsync(log, first, states)) await silo.DrainAsync(log, first);

        // The grains kept their state, the lake is gone: they go back to nothing and give the same rows again.
        var second = new MemoryWarehouse(Partitions);
        await using (var silo = await TestSilo.StartAsync(log, second, states)) await silo.DrainAsync(log, second);
        Expected.Equal(Expected.Of(log), second);

        // The lake is there, the state is gone: ingestion does not go on from grains that know nothing.
        var third = new MemoryWarehouse(Partitions);
        await using (var silo = await TestSilo.StartAsync(log, third, new MemoryGrainStorage())) await silo.DrainAsync(log, third);
        Expected.Equal(Expected.Of(log), third);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_partition_stops_reading_when_its_buffer_is_full_and_goes_on_when_the_lake_is_back()
    {
        var (log, lake, states) = (new MemoryLog(1), new MemoryWarehouse(1), new MemoryGrainStorage());
        var workload = new Workload(seed: 3, patients: 10, partitions: 1);
        for (var i = 0; i < 500; i++) log.Append(0, workload.Next().Json);
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

    private static async Task SameLiveStateAsync(IGrainFactory grains, IReadOnlyDictionary<string, PatientSnapshot> patients)
    {
        foreach (var (key, expected) in patients)
        {
            var live = await grains.GetGrain<IPatientGrain>(key).GetAsync();
            Assert.Equal(expected.Sequence, live?.Sequence ?? 0);
            Assert.Equal(expected.Stays, live?.Stays ?? []);
            Assert.Equal(expected.Versions, live?.Versions ?? []);
        }

        var open = patients.Where(p => p.Value.OpenStay is not null).ToLookup(p => p.Value.OpenStay?.Place.DepartmentKey, p => p.Key);
        foreach (var department in new[] { "H1-EME", "H1-SUR", "H2-ICU", "H2-CAR", "H1-ICU" })
        {
            var census = await grains.GetGrain<IDepartmentGrain>(department).GetAsync();
            Assert.Equal(open[department].Order(), census?.Patients.Select(p => p.PatientId));
        }

        var inBeds = patients.Where(p => p.Value.OpenStay is not null).ToLookup(p => p.Value.OpenStay?.Place.BedId, p => p.Key);
        foreach (var bed in new[] { "H1-EME-1", "H1-SUR-2", "H2-ICU-3", "H2-CAR-4" })
        {
            var view = await grains.GetGrain<IBedGrain>(bed).GetAsync();
            var claims = view?.Conflicts.Select(c => c.PatientId).ToList() ?? [];
            if (view?.Occupant is { } occupant) claims.Add(occupant.PatientId);
            Assert.Equal(inBeds[bed].Order(), claims.Order());
        }
    }
}
