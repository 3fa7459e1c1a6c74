using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

public sealed class DedupeTests
{
    [Fact]
    public void A_known_event_id_changes_nothing_but_the_applied_offset()
    {
        var run = new PatientRun().Then(SentEvent.Admission().Id("A"));
        var before = run.Snapshot;
        run.Then(SentEvent.Discharge().Id("A"));

        Assert.Equal(new EventOutcome { Duplicate = true }, run.Last);
        Assert.Equal(1, run.Snapshot.AppliedIn(0));
        Assert.Equal(PatientRun.Text(before with { Applied = run.Snapshot.Applied }), PatientRun.Text(run.Snapshot));
        Assert.Single(run.Movements);
    }

    [Fact]
    public void An_event_of_no_known_type_that_comes_again_repaired_is_new_and_unrepaired_is_not()
    {
        var run = new PatientRun().Then(SentEvent.Admission().Id("A").With("event_type", "DANCE"));
        Assert.True(run.Then(SentEvent.Admission().Id("A").With("event_type", "DANCE")).Last.Duplicate);

        Assert.False(run.Then(SentEvent.Admission().Id("A")).Last.Duplicate);
        Assert.NotNull(run.Snapshot.OpenStay);
        Assert.True(run.Then(SentEvent.Admission().Id("A")).Last.Duplicate);
        Assert.True(run.Then(SentEvent.Admission().Id("A").With("event_type", "DANCE")).Last.Duplicate);
    }

    [Fact]
    public void A_duplicate_from_another_partition_is_known_too()
    {
        var run = new PatientRun().Then(SentEvent.Admission().Id("A"));

        Assert.True(run.Apply(SentEvent.Admission().Id("A").Clean(partition: 5, offset: 0)).Duplicate);
        Assert.Equal((0L, 0L), (run.Snapshot.AppliedIn(0), run.Snapshot.AppliedIn(5)));
    }

    [Fact]
    public void The_window_holds_its_bound_and_no_more()
    {
        var run = Fill(PatientBounds.RecentEventsMax);
        Assert.True(run.Then(SentEvent.Vitals().Id("V0")).Last.Duplicate);
        Assert.Null(run.Snapshot.ForgottenUntil);

        run.Then(SentEvent.Vitals().Id("V64").At("2025-06-03T09:01:04"));

        Assert.Equal(PatientBounds.RecentEventsMax, run.Snapshot.Recent.Length);
        Assert.Equal(SentEvent.Time("2025-06-03T09:00:00"), run.Snapshot.ForgottenUntil);
        Assert.True(run.Then(SentEvent.Vitals().Id("V1")).Last.Duplicate);
    }

    [Fact]
    public void Of_what_was_forgotten_the_latest_time_counts_in_whatever_order_it_came()
    {
        var run = new PatientRun().Then(
            SentEvent.Vitals().Id("A").At("07:00"), SentEvent.Vitals().Id("B").At("08:00"), SentEvent.Vitals().Id("C").At("06:00"));
        for (var i = 0; i < PatientBounds.RecentEventsMax; i++) run.Then(SentEvent.Vitals().Id($"V{i}"));

        Assert.Equal(SentEvent.Time("08:00"), run.Snapshot.ForgottenUntil);
    }

    [Fact]
    public void A_duplicate_beyond_the_window_is_kept_and_flagged()
    {
        var run = Fill(PatientBounds.RecentEventsMax + 1).Then(SentEvent.Vitals().Id("V0").At("2025-06-03T09:00:00"));

        Assert.False(run.Last.Duplicate);
        Assert.True(run.StateFlags.HasFlag(ExtraFlags.BeyondDedupWindow));
    }

    [Fact]
    public void An_event_after_all_forgotten_ones_is_certainly_new()
    {
        var run = Fill(PatientBounds.RecentEventsMax + 1).Then(SentEvent.Vitals().Id("new").At("2025-06-03T09:00:00.000001"));

        Assert.False(run.StateFlags.HasFlag(ExtraFlags.BeyondDedupWindow));
    }

    [Fact]
    public void An_offset_that_was_applied_is_refused()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Vitals());
        var fold = new PatientFold(run.Snapshot, Networks.Seed);

        Assert.Throws<InvalidOperationException>(() => fold.Apply(SentEvent.Vitals().Clean(0, 1)));
        Assert.Throws<InvalidOperationException>(() => fold.Apply(SentEvent.Vitals().Clean(0, 0)));
        Assert.False(fold.Apply(SentEvent.Vitals().Clean(0, 2)).Duplicate);
    }

    private static PatientRun Fill(int events)
    {
        var run = new PatientRun();
        for (var i = 0; i < events; i++)
            run.Then(SentEvent.Vitals().Id($"V{i}").At($"2025-06-03T09:{i / 60:00}:{i % 60:00}"));
        return run;
    }
}
