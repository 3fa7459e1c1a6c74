using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

public sealed class BoundsTests
{
    [Fact]
    public void Stays_beyond_the_bound_are_cut_and_the_lake_has_them_all()
    {
        var run = new PatientRun();
        for (var day = 1; day <= PatientBounds.StaysMax; day++) Stay(run, day);
        Assert.False(run.Snapshot.StaysCut);
        Assert.Equal(PatientBounds.StaysMax, run.Snapshot.Stays.Length);

        Stay(run, PatientBounds.StaysMax + 1);

        Assert.True(run.Snapshot.StaysCut);
        Assert.Equal(PatientBounds.StaysMax, run.Snapshot.Stays.Length);
        Assert.Equal(PatientBounds.StaysMax + 1, run.Stays.Count);
        Assert.Equal(run.Stays.Values.Skip(1), run.Snapshot.Stays);
    }

    [Fact]
    public void Versions_beyond_the_bound_are_cut_and_the_lake_has_them_all()
    {
        var run = new PatientRun();
        for (var age = 0; age < PatientBounds.VersionsMax; age++) Age(run, age);
        Assert.False(run.Snapshot.VersionsCut);

        Age(run, PatientBounds.VersionsMax);

        Assert.True(run.Snapshot.VersionsCut);
        Assert.Equal(PatientBounds.VersionsMax + 1, run.Versions.Count);
        Assert.Equal(run.Versions.Values.Skip(1), run.Snapshot.Versions);
    }

    [Fact]
    public void An_event_older_than_the_versions_kept_is_flagged_and_refers_to_the_oldest_kept()
    {
        var run = new PatientRun();
        for (var age = 0; age <= PatientBounds.VersionsMax; age++) Age(run, age);
        run.Then(SentEvent.Update().At("2025-06-03T10:00:30").With("age", 1));
        Assert.Equal(ExtraFlags.BeyondHistory, run.StateFlags & ExtraFlags.BeyondHistory);
        Assert.Equal(run.Snapshot.Versions[0].PatientSk, run.Last.PatientSk);

        run.Then(SentEvent.Update().At("2025-06-03T10:01:00").With("age", 1));
        Assert.Equal(ExtraFlags.None, run.StateFlags & ExtraFlags.BeyondHistory);
    }

    [Fact]
    public void A_partition_that_no_key_can_hold_is_refused()
    {
        Assert.Equal(1023, RowKey.Of(1023, 0));
        Assert.Equal(1024, RowKey.Of(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowKey.Of(1024, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowKey.Of(-1, 0));
        Assert.Throws<OverflowException>(() => RowKey.Of(0, long.MaxValue));
    }

    [Fact]
    public void A_key_tells_the_place_in_the_log_that_it_comes_from()
    {
        Assert.Equal((1023, 17L), RowKey.PlaceOf(RowKey.Of(1023, 17)));
        Assert.Equal((0, 0L), RowKey.PlaceOf(RowKey.Of(0, 0)));
    }

    private static void Stay(PatientRun run, int day)
    {
        var date = $"2025-{6 + (day / 30):00}-{1 + (day % 30):00}T";
        run.Then(
            SentEvent.Admission().At($"{date}08:00:00").Admitted($"{date}08:00:00"),
            SentEvent.Discharge().At($"{date}12:00:00").Admitted($"{date}08:00:00").Discharged($"{date}12:00:00"));
    }

    private static void Age(PatientRun run, int age) =>
        run.Then(SentEvent.Update().At($"2025-06-03T10:{age:00}:00").With("age", age));

    [Fact]
    public void An_event_that_changes_no_stay_and_no_version_leaves_both_shared_with_the_snapshot_before()
    {
        var before = new PatientFold(PatientSnapshot.Empty, Networks.Seed);
        before.Apply(SentEvent.Admission("P1").Clean(0, 0));
        var admitted = before.ToSnapshot();
        var after = new PatientFold(admitted, Networks.Seed);
        after.Apply(SentEvent.Vitals("P1").Clean(0, 1));

        Assert.True(after.ToSnapshot().Stays == admitted.Stays, "the stays were copied");
        Assert.True(after.ToSnapshot().Versions == admitted.Versions, "the versions were copied");
    }
}
