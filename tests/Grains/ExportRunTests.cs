using PatientFlow.Export;
using PatientFlow.Turns;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests;

/// <summary>What becomes of an export run when the lake fails in one of its stages, and what is told of it.</summary>
public sealed class ExportRunTests
{
    /// <summary>A table of each stage, the stage, and what the stages come to when that one fails.</summary>
    public static TheoryData<string, int, string> Stages => new()
    {
        { BronzeTables.PatientFlow.Path, 0, "Failed NotRun NotRun" },
        { BronzeTables.Quarantine.Path, 0, "Failed NotRun NotRun" },
        { SilverTable.PatientFlow.Path, 1, "Succeeded Failed NotRun" },
        { DimensionTables.Date.Path, 2, "Succeeded Succeeded Failed" },
        { DimensionTables.Patient.Path, 2, "Succeeded Succeeded Failed" },
        { StayTable.Stay.Path, 2, "Succeeded Succeeded Failed" },
        { CensusTable.Census.Path, 2, "Succeeded Succeeded Failed" },
        { FactTable.PatientFlow.Path, 2, "Succeeded Succeeded Failed" },
    };

    public static TheoryData<string> Committed => [.. Stages.Select(s => s.Data.Item1)];

    [Theory(Timeout = TestLimit.Hang)]
    [MemberData(nameof(Committed))]
    public async Task A_stage_that_fails_once_is_retried_in_the_same_run_and_succeeds(string table)
    {
        var stage = StageOf(table);
        var (log, lake) = Filled();
        var faults = 1;
        lake.Fault = t =>
        {
            if (t == table && faults-- > 0) throw new LakeAwayException(t);
        };
        await using var silo = await TestSilo.StartAsync(log, lake, new StateStore());
        await silo.DrainAsync(log, lake);

        var runs = await silo.Exporter.GetRunsAsync();
        Assert.Equal("Succeeded Succeeded Succeeded", Text(runs[^1]));
        Assert.Equal(Enumerable.Range(0, 3).Select(i => i == stage ? 1 : 0), runs[^1].Stages.Select(s => s.Retries));
        Assert.Equal($"LakeAwayException: {table} is away", runs[^1].Stages[stage].Reason);
        Assert.All(runs, r => Assert.Equal((ExportRunState.Succeeded, null), (r.State, r.Reason)));
        Assert.Equal((0L, null), await FailuresAsync(silo));
        Expected.Equal(Expected.Of(log), lake);
    }

    [Theory(Timeout = TestLimit.Hang)]
    [MemberData(nameof(Stages))]
    public async Task A_stage_that_fails_for_ever_fails_the_run_with_its_reason_and_the_next_run_makes_the_lake_right(
        string table, int stage, string stages)
    {
        var (log, lake) = Filled();
        lake.Fault = t =>
        {
            if (t == table) throw new LakeAwayException(t);
        };
        var touched = new List<string>();
        lake.Pause = t =>
        {
            touched.Add(t);
            return Task.CompletedTask;
        };
        await using var silo = await TestSilo.StartAsync(log, lake, new StateStore());
        await FailAsync(silo);

        var run = Assert.Single(await silo.Exporter.GetRunsAsync());
        Assert.Equal((ExportRunState.Failed, stages), (run.State, Text(run)));
        Assert.Equal($"{(ExportLayer)stage}: LakeAwayException: {table} is away", run.Reason);
        Assert.Equal(new FlowOptions().ExportTriesMax - 1, run.Stages[stage].Retries);
        Assert.Equal(new FlowOptions().ExportTriesMax, touched.Count(t => t == table));
        Assert.All(touched, t => Assert.True(StageOf(t) <= stage, t));
        Assert.NotNull(run.EndedAt);
        Assert.Equal((1L, nameof(LakeAwayException)), await FailuresAsync(silo));

        lake.Fault = _ => { };
        await silo.DrainAsync(log, lake);

        Assert.Equal(ExportRunState.Succeeded, (await silo.Exporter.GetRunsAsync())[0].State);
        Assert.Equal((1L, null), await FailuresAsync(silo));
        Expected.Equal(Expected.Of(log), lake);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_run_tells_the_rows_and_the_version_that_each_table_came_to()
    {
        var (log, lake) = Filled();
        await using var silo = await TestSilo.StartAsync(log, lake, new StateStore());
        await silo.DrainAsync(log, lake);

        var runs = await silo.Exporter.GetRunsAsync();
        Assert.Equal(runs.Length, runs[0].Id);
        Assert.Equal(lake.Bronze.Count, Rows(BronzeTables.PatientFlow));
        Assert.Equal(lake.Quarantine.Count, Rows(BronzeTables.Quarantine));
        Assert.Equal(lake.Silver.Count, Rows(SilverTable.PatientFlow));
        Assert.Equal(lake.Facts.Count, Rows(FactTable.PatientFlow));
        Assert.Equal(
            ["bronze/patient_flow", "bronze/quarantine", "silver/patient_flow", "gold/dim_date", "gold/dim_patient",
                "gold/fact_stay", "gold/fact_census", "gold/fact_patient_flow", "gold/fact_bed_status"],
            runs[0].Stages.SelectMany(s => s.Tables).Select(t => t.Table));
        Assert.Equal(runs.Length, runs[0].Stages[0].Tables[0].Version);

        long Rows(Table table) => runs.Sum(r => r.Stages.SelectMany(s => s.Tables).Single(t => t.Table == table.Path).Rows);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Runs_with_nothing_to_export_are_not_kept()
    {
        var (log, lake) = Filled();
        await using var silo = await TestSilo.StartAsync(log, lake, new StateStore());
        await silo.DrainAsync(log, lake);
        var before = await silo.Exporter.GetRunsAsync();

        for (var i = 0; i < 5; i++) Assert.Equal(0, await silo.Exporter.ExportAsync());

        Assert.Equal(before.Select(r => r.Id), (await silo.Exporter.GetRunsAsync()).Select(r => r.Id));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Only_the_last_hundred_runs_are_kept_and_stored()
    {
        var (log, lake, states) = (new MemoryLog(1), new MemoryWarehouse(1), new StateStore());
        var workload = new Workload(seed: 5, patients: 10, partitions: 1);
        await using (var silo = await TestSilo.StartAsync(log, lake, states))
        {
            for (var i = 0; i < 105; i++)
            {
                log.Append(workload, events: 1);
                await silo.DrainAsync(log, lake);
            }
        }

        await using var next = await TestSilo.StartAsync(log, lake, states);
        Assert.Equal(
            Enumerable.Range(0, 100).Select(i => 105L - i), (await next.Exporter.GetRunsAsync()).Select(r => r.Id));
        Assert.Null(await next.Exporter.GetRunAsync(5));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_lake_that_takes_no_files_fails_the_run_in_Bronze_after_its_retries()
    {
        var (log, lake) = Filled();
        lake.StageFault = table => throw new LakeAwayException(table);
        await using var silo = await TestSilo.StartAsync(log, lake, new StateStore());
        while ((await silo.Exporter.GetRunsAsync()).IsEmpty)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            Assert.Equal(0, await silo.Exporter.ExportAsync());
        }

        var run = (await silo.Exporter.GetRunsAsync())[^1];
        Assert.Equal((ExportRunState.Failed, "Failed NotRun NotRun"), (run.State, Text(run)));
        Assert.Equal(
            "Bronze: NothingPreparedException: partition 0 could not be prepared: LakeAwayException: bronze/patient_flow is away",
            run.Reason);
        Assert.Equal(new FlowOptions().ExportTriesMax - 1, run.Stages[0].Retries);
        Assert.Equal(nameof(LakeAwayException), (await FailuresAsync(silo)).Last);

        lake.StageFault = _ => { };
        await silo.DrainAsync(log, lake);
        Assert.Equal(ExportRunState.Succeeded, (await silo.Exporter.GetRunsAsync())[0].State);
        Assert.Null((await FailuresAsync(silo)).Last);
        Expected.Equal(Expected.Of(log), lake);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_partition_that_cannot_be_prepared_leaves_the_run_incomplete_and_delays_no_other()
    {
        var (log, lake, states) = (new MemoryLog(2), new MemoryWarehouse(2), new FaultyStorage());
        log.Append(new Workload(seed: 6, patients: 20, partitions: 2), events: 100);
        await using var silo = await TestSilo.StartAsync(log, lake, states);
        await AppliedAsync(silo, log);
        var faults = 1;
        states.WriteFault = name =>
        {
            if (name == "partition" && Interlocked.Decrement(ref faults) == 0) throw new DiskFullException();
        };
        Assert.True(await silo.Exporter.ExportAsync() > 0);

        var run = Assert.Single(await silo.Exporter.GetRunsAsync());
        Assert.Equal((ExportRunState.Incomplete, 1, "Succeeded Succeeded Succeeded"), (run.State, run.PartitionsLeftOut, Text(run)));
        Assert.Matches("^partition [01] could not be prepared: DiskFullException$", run.Reason);
        Assert.Equal((1L, nameof(DiskFullException)), await FailuresAsync(silo));

        await silo.DrainAsync(log, lake);
        Assert.Null((await FailuresAsync(silo)).Last);
        Expected.Equal(Expected.Of(log), lake);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task No_reason_repeats_what_an_exception_of_ours_says_since_that_may_name_a_patient()
    {
        var (log, lake) = Filled();
        lake.Fault = _ => throw new FormatException("'p-1' is no age");
        await using var silo = await TestSilo.StartAsync(log, lake, new StateStore());
        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            while (await silo.Exporter.ExportAsync() == 0) await Task.Yield();
        });

        var run = Assert.Single(await silo.Exporter.GetRunsAsync());
        Assert.Equal(("Bronze: FormatException", "FormatException"), (run.Reason, run.Stages[0].Reason));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Runs_survive_a_restart_and_their_numbers_go_on()
    {
        var (log, lake, states) = (new MemoryLog(1), new MemoryWarehouse(1), new StateStore());
        var workload = new Workload(seed: 5, patients: 10, partitions: 1);
        log.Append(workload, events: 20);
        long last;
        await using (var silo = await TestSilo.StartAsync(log, lake, states))
        {
            await silo.DrainAsync(log, lake);
            last = (await silo.Exporter.GetRunsAsync())[0].Id;
        }

        log.Append(workload, events: 20);
        await using var next = await TestSilo.StartAsync(log, lake, states);
        Assert.Equal(last, (await next.Exporter.GetRunsAsync())[0].Id);
        Assert.Equal(ExportRunState.Succeeded, (await next.Exporter.GetRunAsync(last))?.State);
        await next.DrainAsync(log, lake);

        var runs = await next.Exporter.GetRunsAsync();
        Assert.True(runs[0].Id > last);
        Assert.Equal(Enumerable.Range(0, runs.Length).Select(i => runs[0].Id - i), runs.Select(r => r.Id));
        Assert.Null(await next.Exporter.GetRunAsync(runs[0].Id + 1));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_run_that_was_under_way_when_the_process_died_was_cut_short()
    {
        var (log, lake, dead) = (new MemoryLog(1), new MemoryWarehouse(1), new StateStore());
        log.Append(new Workload(seed: 5, patients: 10, partitions: 1), events: 20);
        var reached = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        lake.Pause = async table =>
        {
            if (table != SilverTable.PatientFlow.Path) return;
            reached.TrySetResult();
            await goOn.Task;
        };
        await using var silo = await TestSilo.StartAsync(log, lake, dead);
        var export = ExportAllAsync();
        await reached.Task;

        // What a process that dies here leaves behind is what is stored now.
        var runs = await silo.Exporter.GetRunsAsync();
        Assert.Equal((ExportRunState.Running, "Succeeded Running NotRun"), (runs[0].State, Text(runs[0])));
        await using (var next = await TestSilo.StartAsync(new MemoryLog(1), new MemoryWarehouse(1), dead))
        {
            var cut = Assert.Single(await next.Exporter.GetRunsAsync());
            Assert.Equal(
                (ExportRunState.Failed, "cut short by a stop", "Succeeded Failed NotRun"), (cut.State, cut.Reason, Text(cut)));
        }

        goOn.SetResult();
        await export;

        async Task ExportAllAsync()
        {
            while (await silo.Exporter.ExportAsync() == 0) await Task.Yield();
        }
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task An_export_does_not_fail_because_its_history_cannot_be_stored()
    {
        var (log, lake, states) = (new MemoryLog(1), new MemoryWarehouse(1), new FaultyStorage());
        log.Append(new Workload(seed: 5, patients: 10, partitions: 1), events: 50);
        states.WriteFault = name =>
        {
            if (name == "exports") throw new DiskFullException();
        };
        await using (var silo = await TestSilo.StartAsync(log, lake, states))
        {
            await silo.DrainAsync(log, lake);
            Assert.Equal(ExportRunState.Succeeded, (await silo.Exporter.GetRunsAsync())[0].State);
            states.WriteFault = _ => { };
            log.Append(new Workload(seed: 6, patients: 10, partitions: 1), events: 50);
            await silo.DrainAsync(log, lake);
        }

        await using var next = await TestSilo.StartAsync(log, lake, states);
        var runs = await next.Exporter.GetRunsAsync();
        Assert.True(runs.Length > 1);
        Assert.All(runs, r => Assert.Equal(ExportRunState.Succeeded, r.State));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task The_timer_tries_again_after_pauses_that_double_and_comes_back_to_its_interval_when_the_lake_does()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var (log, lake) = Filled();
        lake.Fault = table => throw new LakeAwayException(table);
        await using var silo = await TestSilo.StartAsync(log, lake, new StateStore(), new FlowOptions { ExportTriesMax = 1 }, time: time);
        await AppliedAsync(silo, log, time);

        time.Advance(TestSilo.Interval);
        await FailuresReachAsync(silo, 1);
        foreach (var (pause, failures) in new[] { (2, 2), (4, 3), (8, 4), (10, 5), (10, 6) })
        {
            time.Advance(pause * TestSilo.Interval - TimeSpan.FromMilliseconds(1));
            await SettledAsync(silo);
            Assert.Equal(failures - 1, (await FailuresAsync(silo)).Count);
            time.Advance(TimeSpan.FromMilliseconds(1));
            await FailuresReachAsync(silo, failures);
        }

        lake.Fault = _ => { };
        time.Advance(10 * TestSilo.Interval);
        await DoneAsync(silo, log, lake);

        log.Append(new Workload(seed: 9, patients: 10, partitions: 1), events: 20);
        await AppliedAsync(silo, log, time);
        time.Advance(TestSilo.Interval);
        await DoneAsync(silo, log, lake);
        Expected.Equal(Expected.Of(log), lake);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_stage_is_tried_again_after_pauses_that_double()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var (log, lake) = Filled();
        lake.Fault = table => throw new LakeAwayException(table);
        await using var silo = await TestSilo.StartAsync(log, lake, new StateStore(), time: time);
        await AppliedAsync(silo, log, time);
        time.Advance(TestSilo.Interval);
        foreach (var (pause, retries) in new[] { (1, 1), (2, 2), (4, 3) })
        {
            await RetriesReachAsync(silo, retries);
            time.Advance(pause * TestSilo.RetryPause - TimeSpan.FromMilliseconds(1));
            await SettledAsync(silo);
            var stage = (await silo.Exporter.GetRunsAsync())[0].Stages[0];
            Assert.Equal((ExportStageState.Retried, retries), (stage.State, stage.Retries));
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await FailuresReachAsync(silo, 1);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Whoever_asks_for_an_export_waits_for_no_pause()
    {
        // The clock stands still from the first failure on, so a call that waited for a pause would never end.
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var (log, lake) = Filled();
        lake.Fault = table => throw new LakeAwayException(table);
        await using var silo = await TestSilo.StartAsync(log, lake, new StateStore(), time: time);
        await AppliedAsync(silo, log, time);
        time.Advance(TestSilo.Interval);
        await RetriesReachAsync(silo, 1);
        lake.Fault = _ => { };

        await silo.Exporter.ExportAsync();

        Assert.Equal(log.End(0), lake.Committed(0));
        Expected.Equal(Expected.Of(log), lake);
    }

    private static (MemoryLog Log, MemoryWarehouse Lake) Filled()
    {
        var log = new MemoryLog(1);
        log.Append(new Workload(seed: 11, patients: 10, partitions: 1), events: 60);
        return (log, new MemoryWarehouse(1));
    }

    private static int StageOf(string table) =>
        table.StartsWith("bronze", StringComparison.Ordinal) ? 0 : table.StartsWith("silver", StringComparison.Ordinal) ? 1 : 2;

    private static string Text(ExportRun run) => string.Join(' ', run.Stages.Select(s => s.State));

    private static async Task FailAsync(TestSilo silo) => await Assert.ThrowsAsync<LakeAwayException>(async () =>
    {
        while (await silo.Exporter.ExportAsync() == 0) TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    });

    private static async Task<(long Count, string? Last)> FailuresAsync(TestSilo silo)
    {
        var status = await silo.Exporter.GetStatusAsync();
        return (status.Failures, status.LastFailure);
    }

    private static Task FailuresReachAsync(TestSilo silo, int count) =>
        UntilAsync(async () => (await FailuresAsync(silo)).Count == count);

    private static Task RetriesReachAsync(TestSilo silo, int count) =>
        UntilAsync(async () => (await silo.Exporter.GetRunsAsync()) is [var run, ..] && run.Stages[0].Retries == count);

    /// <summary>Lets the log be read, for which its agents look by the clock; in steps that no timer of the exporter notices.</summary>
    private static Task AppliedAsync(TestSilo silo, MemoryLog log, FakeTimeProvider? time = null) => UntilAsync(async () =>
    {
        time?.Advance(TimeSpan.FromMilliseconds(1));
        for (var p = 0; p < log.Partitions; p++)
        {
            var ingest = silo.Grains.GetGrain<Ingest.IIngestGrain>(p.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if ((await ingest.GetStatusAsync()).Applied < log.End(p)) return false;
        }

        return true;
    });

    private static async Task DoneAsync(TestSilo silo, MemoryLog log, MemoryWarehouse lake)
    {
        await UntilAsync(async () =>
            lake.Committed(0) == log.End(0) && (await silo.Exporter.GetRunsAsync())[0].State == ExportRunState.Succeeded);

        // Finds nothing, but waits for the tick that did it: the timer counts from that one's end.
        Assert.Equal(0, await silo.Exporter.ExportAsync());
    }

    /// <summary>Gives a timer that should not tick every chance to do so.</summary>
    private static async Task SettledAsync(TestSilo silo)
    {
        for (var i = 0; i < 100; i++) await silo.Exporter.GetStatusAsync();
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
