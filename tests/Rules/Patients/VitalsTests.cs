using PatientFlow.Events;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

public sealed class VitalsTests
{
    [Fact]
    public void Vitals_of_any_event_are_the_patients_last()
    {
        var run = new PatientRun().Then(SentEvent.Admission().With("vitals", new { heart_rate = 60 }), SentEvent.Vitals(heartRate: 80));

        Assert.Equal(80, run.Snapshot.Vitals?.HeartRate);
        Assert.Equal(SentEvent.Time("09:00"), run.Snapshot.VitalsAt);
        Assert.Equal((0L, SentEvent.Time("08:00"), true), (run.Last.StaySk, run.Last.AdmissionTime, run.Last.Admitted));
    }

    [Fact]
    public void Older_vitals_do_not_replace_newer_ones()
    {
        var run = new PatientRun().Then(SentEvent.Vitals(heartRate: 80), SentEvent.Vitals(heartRate: 60).At("08:59"));

        Assert.Equal(80, run.Snapshot.Vitals?.HeartRate);
        Assert.Equal(SentEvent.Time("09:00"), run.Snapshot.VitalsAt);
    }

    [Fact]
    public void Of_vitals_of_the_same_time_the_last_to_come_count() =>
        Assert.Equal(
            60,
            new PatientRun().Then(SentEvent.Vitals(heartRate: 80), SentEvent.Vitals(heartRate: 60)).Snapshot.Vitals?.HeartRate);

    [Fact]
    public void Vitals_of_the_time_at_which_a_stay_ended_and_the_next_began_belong_to_the_next()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Discharge(), SentEvent.Admission().At("12:00").Admitted("12:00"),
            SentEvent.Vitals().At("12:00"));

        Assert.Equal(2048, run.Last.StaySk);
    }

    [Fact]
    public void An_event_without_vitals_leaves_the_last_ones() =>
        Assert.Equal(
            72, new PatientRun().Then(SentEvent.Vitals(), SentEvent.Update().With("vitals", new { })).Snapshot.Vitals?.HeartRate);

    [Theory]
    [InlineData("07:59", null, ExtraFlags.NoOpenStay)]
    [InlineData("08:00", 0L, ExtraFlags.None)]
    [InlineData("12:00", 0L, ExtraFlags.None)]
    [InlineData("12:01", null, ExtraFlags.NoOpenStay)]
    public void Vitals_belong_to_the_stay_that_was_open_when_they_were_taken(string at, long? stay, ExtraFlags flag)
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge(), SentEvent.Vitals().At(at));

        Assert.Equal(stay, run.Last.StaySk);
        Assert.Equal(flag, run.StateFlags);
        Assert.Empty(run.Movements.Skip(2));
    }
}
