using PatientFlow.Export;

namespace PatientFlow.Tests.Export;

public sealed class RunHistoryTests
{
    private static readonly DateTime Start = new(2025, 6, 3, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_run_begins_with_no_stage_begun()
    {
        var run = Newest(RunHistory.Empty.Begun(At(0)));

        Assert.Equal((1L, ExportRunState.Running, At(0), null), (run.Id, run.State, run.StartedAt, run.EndedAt));
        Assert.Equal("Bronze NotRun, Silver NotRun, Gold NotRun", Text(run));
    }

    [Fact]
    public void A_run_whose_stages_all_succeed_succeeded()
    {
        var run = Newest(Through(RunHistory.Empty.Begun(At(0)), ExportLayer.Gold).Finished(At(9), 0, null));

        Assert.Equal((ExportRunState.Succeeded, At(9), null), (run.State, run.EndedAt, run.Reason));
        Assert.Equal("Bronze Succeeded, Silver Succeeded, Gold Succeeded", Text(run));
        Assert.All(run.Stages, s => Assert.Equal((At(1), At(2)), (s.StartedAt, s.EndedAt)));
    }

    [Theory]
    [InlineData(ExportLayer.Bronze, "Bronze Failed (away), Silver NotRun, Gold NotRun")]
    [InlineData(ExportLayer.Silver, "Bronze Succeeded, Silver Failed (away), Gold NotRun")]
    [InlineData(ExportLayer.Gold, "Bronze Succeeded, Silver Succeeded, Gold Failed (away)")]
    public void A_stage_that_fails_ends_the_run_and_those_after_it_are_not_run(ExportLayer layer, string stages)
    {
        var run = Newest(Until(layer).Failed(layer, At(5), "away"));

        Assert.Equal(stages, Text(run));
        Assert.Equal((ExportRunState.Failed, $"{layer}: away", At(5)), (run.State, run.Reason, run.EndedAt));
        Assert.Equal(At(5), run.Stages[(int)layer].EndedAt);
    }

    [Fact]
    public void A_stage_that_succeeds_at_the_third_try_counts_two_retries_and_keeps_why()
    {
        var tried = Until(ExportLayer.Silver).Retried(ExportLayer.Silver, "away").Retried(ExportLayer.Silver, "still away");
        Assert.Equal("Bronze Succeeded, Silver Retried (still away), Gold NotRun", Text(Newest(tried)));

        var stage = Newest(tried.Succeeded(ExportLayer.Silver, At(8))).Stages[1];

        Assert.Equal(
            (ExportStageState.Succeeded, 2, "still away", At(1), At(8)),
            (stage.State, stage.Retries, stage.Reason, stage.StartedAt, stage.EndedAt));
    }

    [Fact]
    public void A_stage_that_fails_after_retries_says_how_many()
    {
        var stage = Newest(
            Until(ExportLayer.Bronze).Retried(ExportLayer.Bronze, "away").Failed(ExportLayer.Bronze, At(5), "away")).Stages[0];

        Assert.Equal((ExportStageState.Failed, 1), (stage.State, stage.Retries));
    }

    [Fact]
    public void What_a_try_committed_before_it_failed_is_kept_when_the_next_one_finds_it_done()
    {
        var history = Until(ExportLayer.Bronze)
            .Committed(ExportLayer.Bronze, Commit("bronze/patient_flow", version: 7, rows: 40, At(2)))
            .Retried(ExportLayer.Bronze, "away")
            .Committed(ExportLayer.Bronze, Commit("bronze/patient_flow", version: 7, rows: 0, null))
            .Committed(ExportLayer.Bronze, Commit("bronze/quarantine", version: 3, rows: 2, At(4)));

        Assert.Equal(
            [Commit("bronze/patient_flow", 7, 40, At(2)), Commit("bronze/quarantine", 3, 2, At(4))], Newest(history).Stages[0].Tables);
    }

    [Fact]
    public void Rows_that_two_tries_added_to_one_table_are_added_up()
    {
        var history = Until(ExportLayer.Bronze)
            .Committed(ExportLayer.Bronze, Commit("gold/dim_date", version: 1, rows: 365, At(2)))
            .Committed(ExportLayer.Bronze, Commit("gold/dim_date", version: 2, rows: 366, At(3)));

        Assert.Equal([Commit("gold/dim_date", 2, 731, At(3))], Newest(history).Stages[0].Tables);
    }

    [Fact]
    public void A_run_that_left_partitions_out_is_incomplete_and_says_why()
    {
        var run = Newest(Through(RunHistory.Empty.Begun(At(0)), ExportLayer.Gold).Finished(At(9), 2, "partition 3: DiskFull"));

        Assert.Equal(
            (ExportRunState.Incomplete, 2, "partition 3: DiskFull"), (run.State, run.PartitionsLeftOut, run.Reason));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_that_was_open_when_the_exporter_went_was_cut_short_where_it_was(bool retried)
    {
        var open = Until(ExportLayer.Silver);
        if (retried) open = open.Retried(ExportLayer.Silver, "away");

        var run = Newest(open.CutShort(At(60)));

        Assert.Equal(
            (ExportRunState.Failed, "cut short by a stop", At(60)), (run.State, run.Reason, run.EndedAt));
        Assert.Equal("Bronze Succeeded, Silver Failed (cut short by a stop), Gold NotRun", Text(run));
    }

    [Fact]
    public void A_run_that_was_over_was_not_cut_short()
    {
        var done = Through(RunHistory.Empty.Begun(At(0)), ExportLayer.Gold).Finished(At(9), 0, null);

        Assert.Same(done, done.CutShort(At(60)));
        Assert.Same(RunHistory.Empty, RunHistory.Empty.CutShort(At(60)));
    }

    [Fact]
    public void A_run_that_begins_while_another_is_open_cuts_that_one_short()
    {
        var history = Until(ExportLayer.Gold).Begun(At(50));

        Assert.Equal(
            [(2L, ExportRunState.Running), (1L, ExportRunState.Failed)], history.Runs.Select(r => (r.Id, r.State)));
    }

    [Fact]
    public void The_newest_hundred_runs_are_kept_newest_first_and_numbers_are_never_used_again()
    {
        var history = RunHistory.Empty;
        for (var i = 1; i <= 250; i++) history = Through(history.Begun(At(i)), ExportLayer.Gold).Finished(At(i), 0, null);

        Assert.Equal(Enumerable.Range(0, 100).Select(i => 250L - i), history.Runs.Select(r => r.Id));
    }

    [Fact]
    public void Failures_in_a_row_end_with_the_first_run_that_did_not_fail()
    {
        var failed = Until(ExportLayer.Bronze).Failed(ExportLayer.Bronze, At(1), "away");
        failed = failed.Begun(At(2)).Started(ExportLayer.Bronze, At(2)).Failed(ExportLayer.Bronze, At(3), "away");
        Assert.Equal(2, failed.FailedInARow);

        Assert.Equal(0, failed.Begun(At(4)).FailedInARow);
        Assert.Equal(0, Through(failed.Begun(At(4)), ExportLayer.Gold).Finished(At(5), 1, "partition 0: away").FailedInARow);
    }

    [Fact]
    public void A_stage_never_begins_before_those_before_it_have_succeeded()
    {
        var begun = RunHistory.Empty.Begun(At(0));

        Assert.Throws<InvalidOperationException>(() => begun.Started(ExportLayer.Silver, At(1)));
        Assert.Throws<InvalidOperationException>(() => Until(ExportLayer.Bronze).Started(ExportLayer.Gold, At(1)));
        Assert.Throws<InvalidOperationException>(
            () => Until(ExportLayer.Bronze).Retried(ExportLayer.Bronze, "away").Started(ExportLayer.Silver, At(1)));
        Assert.Throws<InvalidOperationException>(
            () => Until(ExportLayer.Bronze).Failed(ExportLayer.Bronze, At(1), "away").Started(ExportLayer.Silver, At(2)));
    }

    [Fact]
    public void A_step_that_follows_nothing_is_a_fault_of_ours()
    {
        var begun = RunHistory.Empty.Begun(At(0));

        Assert.Throws<InvalidOperationException>(() => RunHistory.Empty.Started(ExportLayer.Bronze, At(1)));
        Assert.Throws<InvalidOperationException>(() => begun.Succeeded(ExportLayer.Bronze, At(1)));
        Assert.Throws<InvalidOperationException>(() => begun.Retried(ExportLayer.Bronze, "away"));
        Assert.Throws<InvalidOperationException>(() => Until(ExportLayer.Gold).Finished(At(1), 0, null));
        Assert.Throws<InvalidOperationException>(() => Until(ExportLayer.Gold).Started(ExportLayer.Gold, At(1)));
    }

    private static RunHistory Until(ExportLayer layer)
    {
        var history = RunHistory.Empty.Begun(At(0));
        return (layer == ExportLayer.Bronze ? history : Through(history, layer - 1)).Started(layer, At(1));
    }

    private static RunHistory Through(RunHistory history, ExportLayer last)
    {
        for (var layer = ExportLayer.Bronze; layer <= last; layer++) history = history.Started(layer, At(1)).Succeeded(layer, At(2));
        return history;
    }

    private static ExportRun Newest(RunHistory history) => history.Runs[0];

    private static TableExport Commit(string table, long version, long rows, DateTime? at) =>
        new() { Table = table, Version = version, Rows = rows, CommittedAt = at };

    private static string Text(ExportRun run) =>
        string.Join(", ", run.Stages.Select(s => $"{s.Layer} {s.State}{(s.Reason is null ? "" : $" ({s.Reason})")}"));

    private static DateTime At(int seconds) => Start.AddSeconds(seconds);
}
