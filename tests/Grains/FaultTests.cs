using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;
using PatientFlow.Export;
using PatientFlow.Ingest;
using PatientFlow.Patients;
using PatientFlow.Places;
using PatientFlow.Turns;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests;

/// <summary>One fault at one place each, and then all of them at random.</summary>
public sealed class FaultTests
{
    private const int Partitions = 3;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, RunningGrains.Seeds)];

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_lake_that_takes_no_files_while_a_buffer_is_full_delays_rows_and_loses_none()
    {
        var (log, lake) = (new MemoryLog(1), new MemoryWarehouse(1));
        log.Append(new Workload(seed: 3, patients: 10, partitions: 1), events: 500);
        lake.StageFault = table => throw new LakeAwayException(table);
        await using var silo = await TestSilo.StartAsync(
            log, lake, new StateStore(), new FlowOptions { BufferedEventsMax = 100 }, batchSize: 20);
        await silo.ReadAsync(100);
        await silo.Exporter.ExportAsync();
        await silo.ReadAsync(100);
        await silo.Exporter.ExportAsync();

        lake.StageFault = _ => { };
        await silo.DrainAsync(log, lake);

        Expected.Equal(Expected.Of(log), lake);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task What_was_staged_in_vain_is_staged_again_and_its_events_are_not_read_again()
    {
        var (log, lake) = (new MemoryLog(1), new MemoryWarehouse(1));
        log.Append(new Workload(seed: 4, patients: 10, partitions: 1), events: 50);
        lake.StageFault = table => throw new LakeAwayException(table);
        await using var silo = await TestSilo.StartAsync(log, lake, new StateStore());
        await silo.ReadAsync(50);
        for (var i = 0; i < 5; i++) Assert.Equal(0, await silo.Exporter.ExportAsync());

        lake.StageFault = _ => { };
        await silo.DrainAsync(log, lake);

        Assert.Equal(1, log.ReadsFromStart);
        Expected.Equal(Expected.Of(log), lake);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_silo_stops_although_a_partition_waits_for_room()
    {
        var (log, lake) = (new MemoryLog(1), new MemoryWarehouse(1));
        log.Append(new Workload(seed: 3, patients: 10, partitions: 1), events: 500);
        lake.StageFault = table => throw new LakeAwayException(table);
        var silo = await TestSilo.StartAsync(
            log, lake, new StateStore(), new FlowOptions { BufferedEventsMax = 100 }, batchSize: 20);
        await silo.ReadAsync(100);

        await silo.DisposeAsync();
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_run_that_waits_for_a_partition_when_its_silo_stops_waits_no_longer_and_none_follows()
    {
        var (log, lake) = (new MemoryLog(1), new MemoryWarehouse(1));
        log.Append(new Workload(seed: 5, patients: 10, partitions: 1), events: 50);
        var (states, end) = (new HeldStorage("partition"), new ExportEnd());
        await using var silo = await TestSilo.StartAsync(log, lake, states, more: services => services.AddSingleton(end));
        await silo.ReadAsync(50);
        var run = silo.Exporter.ExportAsync();
        await states.Reached.Task;

        end.Begin();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(0, await silo.Exporter.ExportAsync());
        states.Release.SetResult();
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_department_that_lost_what_two_partitions_told_it_hears_it_from_both_again()
    {
        var (log, lake, states) = (new MemoryLog(2), new MemoryWarehouse(2), new FaultyStorage());
        log.Append(0, TestSilo.Event("e-1", "ADMISSION", "p-1", "H1-ICU-1"));
        log.Append(1, TestSilo.Event("e-2", "ADMISSION", "p-2", "H1-ICU-1"));
        await using var silo = await TestSilo.StartAsync(log, lake, states);
        await silo.ReadAsync(1, "0");
        await silo.ReadAsync(1, "1");

        // Such a failure ends the department's activation, and with it what it was told and has not stored.
        var failed = 0;
        states.WriteFault = name =>
        {
            if (name == "census" && Interlocked.Increment(ref failed) <= 2)
                throw new InconsistentStateException("planted", "1", "2");
        };
        await silo.DrainAsync(log, lake);

        var census = await silo.Grains.GetGrain<IDepartmentGrain>("H1-ICU").GetAsync();
        Assert.Equal(["p-1", "p-2"], census?.Patients.Select(p => p.PatientId));
        var bed = await silo.Grains.GetGrain<IBedGrain>("H1-ICU-1").GetAsync();
        Assert.Equal("conflict", bed?.Status);
    }

    [Theory(Timeout = TestLimit.Hang)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_partition_that_fails_while_its_export_is_staged_or_committed_starts_again_from_where_the_lake_stays(
        bool whileStaged)
    {
        var (log, lake, states) = (new MemoryLog(1), new MemoryWarehouse(1), new FaultyStorage());
        log.Append(0, TestSilo.Event("e-0", "ADMISSION", "p-1", "H1-ICU-1"));
        await using var silo = await TestSilo.StartAsync(log, lake, states);
        await silo.DrainAsync(log, lake);
        log.Append(0, TestSilo.Event("e-1", "TRANSFER", "p-1", "H1-SUR-1"));
        log.Append(0, TestSilo.Event("e-2", "VITALS", "p-1", "H1-SUR-1"));
        await silo.ReadAsync(3);

        var fails = 0;
        states.ReadFault = name =>
        {
            if (name == "patient" && Interlocked.Increment(ref fails) == 1) throw new DiskFullException();
        };
        var (staged, committed) = (0, 0);
        lake.StagePause = async table =>
        {
            if (!whileStaged || table != SilverTable.PatientFlow.Path || staged++ > 0) return;
            AppendMore();
            while (fails == 0) await Task.Yield();
        };
        lake.Pause = async table =>
        {
            if (table != SilverTable.PatientFlow.Path || committed++ > 0) return;
            if (!whileStaged) AppendMore();

            // A partition that did start again would be through with all of it soon.
            var ingest = silo.Grains.GetGrain<IIngestGrain>("0");
            for (var i = 0; i < 2_000 && (await ingest.GetStatusAsync()).Applied < 4; i++) await Task.Yield();
        };
        await silo.DrainAsync(log, lake);

        void AppendMore()
        {
            log.Append(0, TestSilo.Event("e-3", "ADMISSION", "p-9", "H1-ICU-2"));
            log.Append(0, TestSilo.Event("e-4", "DISCHARGE", "p-1", "H1-SUR-1"));
        }

        Assert.True(fails > 0);
        var fold = Expected.Of(log);
        Expected.Equal(fold, lake);
        await LiveState.EqualAsync(silo.Grains, fold);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Asking_for_patients_who_do_not_exist_fills_no_memory()
    {
        var (log, lake) = (new MemoryLog(1), new MemoryWarehouse(1));
        log.Append(0, TestSilo.Event("e-1", "ADMISSION", "p-1", "H1-ICU-1"));
        await using var silo = await TestSilo.StartAsync(log, lake, new StateStore());
        await silo.ReadAsync(1);

        for (var i = 0; i < 100; i++) Assert.Null(await silo.Grains.GetGrain<IPatientGrain>($"nobody-{i}").GetAsync());

        Assert.NotNull(await silo.Grains.GetGrain<IPatientGrain>("p-1").GetAsync());

        // They leave in their own time, soon; an activation that stays would run into the time limit.
        while (await silo.ActivationsAsync("patient") > 1)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task What_no_store_holds_yet_is_not_forgotten_because_its_grain_is_idle()
    {
        var (log, lake) = (new MemoryLog(1), new MemoryWarehouse(1));
        log.Append(0, TestSilo.Event("e-1", "ADMISSION", "stored", "H1-ICU-1"));
        await using var silo = await TestSilo.StartAsync(
            log, lake, new StateStore(), collectionAge: TimeSpan.FromMilliseconds(500));
        await silo.DrainAsync(log, lake);
        log.Append(0, TestSilo.Event("e-2", "ADMISSION", "waiting", "H1-ICU-2"));
        await silo.ReadAsync(2);

        // A bed that knows nothing and was asked later has left: so the others have been idle for as long.
        await silo.Grains.GetGrain<IBedGrain>("H1-ICU-3").GetAsync();
        while (await silo.ActivationsAsync("bed") > 1)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);

        foreach (var (patient, bed) in new[] { ("stored", "H1-ICU-1"), ("waiting", "H1-ICU-2") })
        {
            Assert.NotNull((await silo.Grains.GetGrain<IPatientGrain>(patient).GetAsync())?.OpenStay);
            Assert.Equal(patient, (await silo.Grains.GetGrain<IBedGrain>(bed).GetAsync())?.Occupant?.PatientId);
        }
    }

    [Fact]
    public void Whoever_waits_for_a_disk_or_a_lake_waits_longer_than_for_an_answer_from_memory()
    {
        var usual = new SiloMessagingOptions().ResponseTimeout;
        foreach (var (grain, method) in new (Type, string)[]
        {
            (typeof(IPatientGrain), nameof(IPatientGrain.ApplyAsync)), (typeof(IPatientGrain), nameof(IPatientGrain.FlushAsync)),
            (typeof(IDepartmentGrain), nameof(IDepartmentGrain.ApplyAsync)), (typeof(IDepartmentGrain), nameof(IDepartmentGrain.FlushAsync)),
            (typeof(IIngestGrain), nameof(IIngestGrain.PrepareAsync)), (typeof(IExporterGrain), nameof(IExporterGrain.ExportAsync)),
        })
            Assert.True(
                grain.GetMethod(method)?.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout > usual, $"{grain.Name}.{method}");
    }

    [Theory(Timeout = TestLimit.Hang)]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_the_disk_and_the_lake_refuse_every_row_is_there_once(int seed)
    {
        var random = new Random(seed);
        var dice = new Lock();
        var (log, lake, states) = (new MemoryLog(Partitions), new MemoryWarehouse(Partitions), new FaultyStorage());
        var workload = new Workload(seed, patients: 30, Partitions);
        lake.Fault = table => Strike(12, () => new LakeAwayException(table));
        lake.StageFault = table => Strike(25, () => new LakeAwayException(table));
        states.ReadFault = _ => Strike(150, () => new DiskFullException());
        states.WriteFault = _ => Strike(150, () => random.Next(2) == 0
            ? new DiskFullException() : new InconsistentStateException("planted", "1", "2"));
        for (var life = 0; life < 3; life++)
        {
            await using var silo = await TestSilo.StartAsync(
                log, lake, states, new FlowOptions { ExportTriesMax = random.Next(1, 4) }, random.Next(1, 40), collectionAge: TimeSpan.FromMilliseconds(random.Next(5, 50)));
            for (var round = 0; round < 6; round++)
            {
                log.Append(workload, events: random.Next(60));
                try
                {
                    await silo.Exporter.ExportAsync();
                }
                catch (Exception fault) when (fault is LakeAwayException or SliceMisfitException or DiskFullException)
                {
                    // The run is done again, by the next call or by the next silo.
                }
            }
        }

        lake.Fault = lake.StageFault = states.ReadFault = states.WriteFault = _ => { };
        await using var last = await TestSilo.StartAsync(log, lake, states);
        await last.DrainAsync(log, lake);

        var fold = Expected.Of(log);
        Expected.Equal(fold, lake);
        await LiveState.EqualAsync(last.Grains, fold);

        void Strike(int oneIn, Func<Exception> fault)
        {
            lock (dice)
                if (random.Next(oneIn) == 0)
                    throw fault();
        }
    }
}
