using PatientFlow.Export;

namespace PatientFlow.Tests.Export;

public sealed class RunProtocolTests
{
    [Theory]
    [InlineData("Prepare 0", "prepared something", "Bronze 1", "store")]
    [InlineData("Bronze 1", "stored", "Bronze 1", "commit Bronze")]
    [InlineData("Bronze 1", "committed 40", "Quarantine 1", "commit Quarantine")]
    [InlineData("Quarantine 1", "committed 2", "Silver 1", "store")]
    [InlineData("Silver 1", "stored", "Silver 1", "commit Silver")]
    [InlineData("Silver 1", "committed 38", "Dates 1", "store")]
    [InlineData("Dates 1", "stored", "Dates 1", "commit Dates")]
    [InlineData("Dates 1", "committed 365", "Patients 1", "commit Patients")]
    [InlineData("Patients 1", "committed 9", "Stays 1", "commit Stays")]
    [InlineData("Stays 1", "committed 9", "Census 1", "commit Census")]
    [InlineData("Census 1", "committed 9", "Facts 1", "commit Facts")]
    [InlineData("Facts 1", "committed 38", "BedStatuses 1", "commit BedStatuses")]
    [InlineData("BedStatuses 1", "committed 2", "Tell 1", "tell")]
    [InlineData("Tell 1", "told", "Over 1", "store")]
    public void Bronze_then_Silver_then_the_dimensions_then_the_facts_and_each_stage_is_stored_before_it_begins(
        string where, string outcome, string then, string effect) => Follows(where, outcome, then, effect);

    [Theory]
    [InlineData("Bronze 1", "Bronze 2", "pause 1")]
    [InlineData("Quarantine 1", "Bronze 2", "pause 1")]
    [InlineData("Quarantine 2", "Bronze 3", "pause 2")]
    [InlineData("Silver 2", "Silver 3", "pause 2")]
    [InlineData("Dates 1", "Dates 2", "pause 1")]
    [InlineData("Census 1", "Dates 2", "pause 1")]
    [InlineData("Facts 2", "Dates 3", "pause 2")]
    [InlineData("Tell 1", "Dates 2", "pause 1")]
    public void A_stage_that_fails_is_tried_again_from_its_first_table_after_a_pause_that_doubles(
        string where, string then, string effect) => Follows(where, "failed", then, effect);

    [Theory]
    [InlineData("Bronze 3", "Failed NotRun NotRun")]
    [InlineData("Silver 3", "Succeeded Failed NotRun")]
    [InlineData("Tell 3", "Succeeded Succeeded Failed")]
    public void A_stage_whose_tries_are_used_up_fails_the_run_without_the_stages_after_it(string where, string stages)
    {
        var (failed, effect) = RunTable.Next(RunTable.Run(where), "failed");
        Assert.Equal(("Over 3", "store", stages), (RunTable.Text(failed), RunTable.Text(effect), RunTable.Stages(failed)));

        var (over, end) = RunTable.Next(failed, "stored");

        Assert.Equal("end, throw IOException, tick after 6", RunTable.Text(end));
        Assert.Equal((1L, "IOException"), (over.Failures, over.LastFailure));
    }

    [Theory]
    [InlineData("Silver 2", "paused", "Silver 2", "commit Silver")]
    [InlineData("Dates 3", "paused", "Dates 3", "commit Dates")]
    [InlineData("Bronze 2", "paused", "Bronze 2", "commit Bronze")]
    public void After_the_pause_the_same_exports_are_committed_again(
        string where, string outcome, string then, string effect) => Follows(where, outcome, then, effect);

    [Theory]
    [InlineData("Bronze 1", "Failed NotRun NotRun")]
    [InlineData("Facts 1", "Succeeded Succeeded Failed")]
    public void A_slice_that_does_not_fit_is_not_tried_again_but_its_partition_starts_again_from_the_lake(
        string where, string stages)
    {
        var (failed, store) = RunTable.Next(RunTable.Run(where), "misfit");
        Assert.Equal(("Over 1", "store", stages), (RunTable.Text(failed), RunTable.Text(store), RunTable.Stages(failed)));

        var (waiting, restart) = RunTable.Next(failed, "stored");
        Assert.Equal(("restart 4", 0L), (RunTable.Text(restart), waiting.Failures));

        var (over, end) = RunTable.Next(waiting, "restarted");
        Assert.Equal("end, throw SliceMisfitException, tick after 6", RunTable.Text(end));
        Assert.Equal((1L, "SliceMisfitException"), (over.Failures, over.LastFailure));
    }

    [Fact]
    public void A_partition_that_cannot_be_restarted_is_what_the_run_failed_of()
    {
        var (over, end) = RunTable.Through(RunTable.Run("Silver 1"), "misfit", "stored", "failed");

        Assert.Equal("end, throw IOException, tick after 6", RunTable.Text(end));
        Assert.Equal((1L, "IOException"), (over.Failures, over.LastFailure));
    }

    [Fact]
    public void Of_a_run_that_failed_and_left_a_partition_out_the_failure_is_what_is_told()
    {
        var (over, _) = RunTable.Through(RunTable.Run("Silver 1", RunTable.Partly), "misfit", "stored", "restarted");

        Assert.Equal((1L, "SliceMisfitException"), (over.Failures, over.LastFailure));
    }

    [Fact]
    public void Where_nobody_has_anything_there_is_no_run()
    {
        var before = RunTable.Run("Prepare 0") with { LastFailure = "IOException", Failures = 3 };

        var (over, end) = RunTable.Next(before, "prepared nothing");

        Assert.Equal("end, 0 rows, maintain", RunTable.Text(end));
        Assert.Equal((0, 3L, null, null), (over.History.Runs.Length, over.Failures, over.LastFailure, over.Run));
    }

    [Fact]
    public void A_partition_that_could_not_say_delays_no_other_and_the_run_is_incomplete()
    {
        var (finished, store) = RunTable.Next(RunTable.Run("Tell 1", RunTable.Partly) with { Rows = 40 }, "told");
        var (over, end) = RunTable.Next(finished, "stored");

        Assert.Equal(("store", "end, 40 rows, maintain"), (RunTable.Text(store), RunTable.Text(end)));
        Assert.Equal(
            (ExportRunState.Incomplete, 2, "partition 3 could not be prepared: IOException"),
            (over.Run?.State, over.Run?.PartitionsLeftOut, over.Run?.Reason));
        Assert.Equal((1L, "IOException"), (over.Failures, over.LastFailure));
    }

    [Theory]
    [InlineData("Prepare 0", "prepared unknown", "Bronze 1", "store")]
    [InlineData("Bronze 1", "stored", "Bronze 2", "pause 1")]
    [InlineData("Bronze 2", "paused", "Bronze 2", "prepare")]
    [InlineData("Bronze 2", "prepared something", "Bronze 2", "commit Bronze")]
    [InlineData("Bronze 2", "prepared unknown", "Bronze 3", "pause 2")]
    [InlineData("Bronze 2", "prepared nothing", "Bronze 2", "commit Bronze")]
    [InlineData("Bronze 3", "prepared unknown", "Over 3", "store")]
    public void Partitions_of_which_none_could_say_are_asked_again_after_a_pause(
        string where, string outcome, string then, string effect) => Follows(where, outcome, then, effect, RunTable.Unknown);

    [Fact]
    public void A_run_for_which_none_could_say_fails_but_is_no_error_of_whoever_asked()
    {
        var (over, end) = RunTable.Through(RunTable.Run("Bronze 3", RunTable.Unknown), "prepared unknown", "stored");

        Assert.Equal("end, 0 rows, tick after 6", RunTable.Text(end));
        Assert.Equal(
            "Bronze: NothingPreparedException: partition 3 could not be prepared: IOException", over.Run?.Reason);
        Assert.Equal((1L, "IOException"), (over.Failures, over.LastFailure));
    }

    [Theory]
    [InlineData("Prepare 0")]
    [InlineData("Bronze 2")]
    [InlineData("Dates 2")]
    public void A_run_whose_silo_stops_ends_where_it_is_and_counts_as_no_failure(string where)
    {
        var before = RunTable.Run(where);

        var (over, end) = RunTable.Next(before, "stopped");

        Assert.Equal("end, throw OperationCanceledException", RunTable.Text(end));
        Assert.Equal((before.History, 0L, null), (over.History, over.Failures, over.LastFailure));
    }

    [Theory]
    [InlineData("Tell 1", "told")]
    [InlineData("Silver 3", "failed")]
    public void What_the_partitions_gave_is_let_go_when_the_run_is_over(string where, string outcome)
    {
        var (over, _) = RunTable.Through(RunTable.Run(where), outcome, "stored");

        Assert.Empty(over.Prepared.Exports);
    }

    [Fact]
    public void The_timer_comes_later_after_each_failed_run_up_to_a_limit_and_as_usual_after_the_first_that_did_not_fail()
    {
        var ends = new List<string>();
        var progress = new ExportProgress { History = RunHistory.Empty };
        foreach (var outcome in new[] { "failed", "failed", "failed", "failed", "failed", "committed 40", "committed 40" })
        {
            RunEffect effect;
            (progress, effect) = RunProtocol.Begin(progress);
            while (effect is not RunEffect.EndRun) (progress, effect) = RunTable.Next(progress, Answer(effect, outcome));
            ends.Add(RunTable.Text(effect));
        }

        Assert.Equal(
            [
                "end, throw IOException, tick after 6", "end, throw IOException, tick after 12",
                "end, throw IOException, tick after 24", "end, throw IOException, tick after 30",
                "end, throw IOException, tick after 30", "end, 40 rows, tick after 3, maintain", "end, 40 rows, maintain",
            ],
            ends);
        Assert.Equal((5L, null), (progress.Failures, progress.LastFailure));
    }

    [Fact]
    public void After_a_failed_run_the_timer_comes_no_sooner_than_as_usual()
    {
        var seldom = new RunProtocol(RunTable.Options with { ExportInterval = TimeSpan.FromSeconds(60) });
        var (failed, _) = RunTable.Next(RunTable.Run("Silver 3"), "failed");

        var (_, end) = seldom.Next(failed, RunTable.Outcome("stored"), RunTable.At);

        Assert.Equal("end, throw IOException, tick after 60", RunTable.Text(end));
    }

    [Fact]
    public void Rows_that_a_failed_try_brought_into_Bronze_count_once_and_those_of_other_tables_do_not()
    {
        var (run, _) = RunTable.Through(
            RunTable.Run("Bronze 1"), "committed 40", "failed", "paused", "committed 0", "committed 2", "stored", "committed 38");

        Assert.Equal(40, run.Rows);
    }

    [Fact]
    public void A_run_begins_without_what_the_last_one_left()
    {
        var last = RunTable.Run("Silver 3", RunTable.Partly) with { Rows = 40, Failures = 2, IsPutOff = true };
        var (failed, _) = RunTable.Through(last, "failed", "stored");

        var (begun, effect) = RunProtocol.Begin(failed);

        Assert.Equal(("Prepare 0", "prepare"), (RunTable.Text(begun), RunTable.Text(effect)));
        Assert.Equal((true, 0L, null, null), (begun.Prepared.IsNothing, begun.Rows, begun.Fault, begun.Run));
        Assert.Equal((3L, "IOException", true, failed.History), (begun.Failures, begun.LastFailure, begun.IsPutOff, begun.History));
    }

    [Fact]
    public void Whatever_fails_and_whenever_no_stage_is_committed_before_those_before_it_and_every_run_ends()
    {
        var random = new Random(20250603);
        var progress = new ExportProgress { History = RunHistory.Empty };
        for (var runs = 0; runs < 2_000; runs++)
        {
            var (run, effect) = RunProtocol.Begin(progress);
            for (var steps = 0; effect is not RunEffect.EndRun; steps++)
            {
                Assert.True(steps < 200, "It does not end.");
                if (effect is RunEffect.CommitTable { Step: var step })
                    Assert.All(run.Run?.Stages ?? [], s => Assert.Equal(Expected(s.Layer, step.Layer()), Reached(s.State)));
                (run, effect) = RunTable.Next(run, Any(random, effect));
            }

            Assert.NotEqual(ExportRunState.Running, run.Run?.State);
            progress = run;
        }
    }

    private static void Follows(string where, string outcome, string then, string effect, Prepared? prepared = null)
    {
        var (next, todo) = RunTable.Next(RunTable.Run(where, prepared), outcome);

        Assert.Equal((then, effect), (RunTable.Text(next), RunTable.Text(todo)));
    }

    private static string Answer(RunEffect effect, string commit) => effect switch
    {
        RunEffect.PreparePartitions => "prepared something",
        RunEffect.StoreHistory => "stored",
        RunEffect.CommitTable => commit,
        RunEffect.TellPartitions => "told",
        RunEffect.PauseStage => "paused",
        _ => "restarted",
    };

    private static string Any(Random random, RunEffect effect) => effect switch
    {
        RunEffect.PreparePartitions => "prepared " + random.GetItems(["something", "partly", "unknown", "nothing"], 1)[0],
        RunEffect.CommitTable or RunEffect.TellPartitions or RunEffect.RestartPartition when random.Next(5) == 0 =>
            random.Next(4) == 0 && effect is not RunEffect.RestartPartition ? "misfit" : "failed",
        _ => Answer(effect, "committed 40"),
    };

    private static int Expected(ExportLayer layer, ExportLayer now) => ((int)layer).CompareTo((int)now);

    private static int Reached(ExportStageState state) => state switch
    {
        ExportStageState.Succeeded => -1,
        ExportStageState.NotRun => 1,
        _ => 0,
    };
}
