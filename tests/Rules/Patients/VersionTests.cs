using PatientFlow.Events;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

/// <summary>SCD2 by event time.</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData("gender", "Male")]
    [InlineData("age", 41)]
    [InlineData("insurance_type", "Medicare")]
    public void A_change_to_a_known_value_opens_a_version_and_closes_the_last(string field, object value)
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Update().With(field, value));

        Assert.Equal([0L, 1024L], run.Snapshot.Versions.Select(v => v.PatientSk));
        Assert.Equal(SentEvent.Time("10:00"), run.Snapshot.Versions[0].EffectiveTo);
        Assert.Equal(SentEvent.Time("10:00"), run.Snapshot.Versions[1].EffectiveFrom);
        Assert.Null(run.Snapshot.Versions[1].EffectiveTo);
        Assert.Equal(1024, run.Last.PatientSk);
        Assert.Equal(2, run.Versions.Count);
    }

    [Fact]
    public void The_version_that_opens_holds_what_the_update_says()
    {
        var opened = new PatientRun()
            .Then(SentEvent.Admission(), SentEvent.Update().Person("Male", 41, "Medicare")).Snapshot.Versions[1];

        Assert.Equal(("Male", 41, "Medicare"), (opened.Gender, opened.Age, opened.InsuranceType));
    }

    [Fact]
    public void What_an_update_does_not_name_stays_as_it_was()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Update().With("age", 41));
        var current = run.Snapshot.Versions[1];

        Assert.Equal(("Female", 41, "Private"), (current.Gender, current.Age, current.InsuranceType));
    }

    [Fact]
    public void Nulls_and_values_that_a_rule_removed_open_nothing()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Update(), SentEvent.Update().Person(null, null, null),
            SentEvent.Update().With("age", 150), SentEvent.Update().With("age", "old"), SentEvent.Update().With("gender", ""));

        Assert.Equal(0, Assert.Single(run.Snapshot.Versions).PatientSk);
        Assert.Equal((0L, ExtraFlags.None), (run.Last.PatientSk, run.StateFlags));
    }

    [Fact]
    public void The_same_values_again_open_nothing() =>
        Assert.Single(new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge()).Snapshot.Versions);

    [Fact]
    public void A_value_that_was_unknown_and_becomes_known_opens_a_version()
    {
        var run = new PatientRun().Then(SentEvent.Admission().With("gender", null), SentEvent.Discharge());

        Assert.Equal([null, "Female"], run.Snapshot.Versions.Select(v => v.Gender));
    }

    [Fact]
    public void Two_changes_at_one_instant_leave_an_empty_interval_between_them()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Update().With("age", 41), SentEvent.Update().With("age", 42));

        var middle = run.Snapshot.Versions[1];
        Assert.Equal(middle.EffectiveFrom, middle.EffectiveTo);
        Assert.Equal(42, run.Snapshot.Versions[2].Age);
    }

    [Fact]
    public void A_late_change_refers_to_the_version_of_its_time_and_rewrites_nothing()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Update().With("age", 41), SentEvent.Update().At("11:00").With("age", 42));
        var before = PatientRun.Text(run.Snapshot.Versions);
        var stored = run.Versions.Values.ToArray();
        run.Then(SentEvent.Update().At("2025-06-03T10:30:00").With("age", 70));

        Assert.Equal(1024, run.Last.PatientSk);
        Assert.Equal(ExtraFlags.LateChange, run.StateFlags);
        Assert.Equal(before, PatientRun.Text(run.Snapshot.Versions));
        Assert.Equal(stored, run.Versions.Values);
    }

    [Fact]
    public void A_late_event_with_the_values_of_its_time_is_not_flagged()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Update().With("age", 41), SentEvent.Update().At("09:00").With("age", 40));

        Assert.Equal((0L, ExtraFlags.None), (run.Last.PatientSk, run.StateFlags));
    }

    [Fact]
    public void An_event_from_before_the_first_version_refers_to_it()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Update().At("07:00").With("age", 39));

        Assert.Equal((0L, ExtraFlags.LateChange), (run.Last.PatientSk, run.StateFlags));
        Assert.Single(run.Snapshot.Versions);
    }

    [Fact]
    public void A_stay_keeps_the_version_of_its_admission()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Update().With("age", 41), SentEvent.Discharge().With("age", 41));

        Assert.Equal(0, run.Stay.PatientSk);
        Assert.Equal(1024, run.Last.PatientSk);
    }
}
