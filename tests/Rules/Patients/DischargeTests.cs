using PatientFlow.Events;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

public sealed class DischargeTests
{
    [Fact]
    public void A_discharge_ends_the_stay_at_its_own_time()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Discharge().At("12:05").Discharged("12:00").With("diagnosis_code", "R55-Syncope"));

        Assert.Equal(SentEvent.Time("12:00"), run.Stay.DischargeTime);
        Assert.Equal("Discharged-Home", run.Stay.DischargeStatus);
        Assert.Equal("R55-Syncope", run.Stay.DiagnosisCode);
        Assert.Equal("H3-ICU-7", run.Stay.Place.BedId);
        Assert.Null(run.Snapshot.OpenStay);
        Assert.Equal(
            (0L, SentEvent.Time("08:00"), SentEvent.Time("12:00"), false),
            (run.Last.StaySk, run.Last.AdmissionTime, run.Last.DischargeTime, run.Last.Admitted));
    }

    [Fact]
    public void A_discharge_whose_time_a_rule_removed_ends_the_stay_at_its_event_time()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge().At("12:05").Discharged("03:00"));

        Assert.Equal(SentEvent.Time("12:05"), run.Stay.DischargeTime);
        Assert.Equal(SentEvent.Time("12:05"), run.Last.DischargeTime);
    }

    [Fact]
    public void A_discharge_that_lies_before_the_real_admission_ends_the_stay_at_its_event_time()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Discharge().At("12:05").Admitted(null).Discharged("07:00"));

        Assert.Equal(SentEvent.Time("12:05"), run.Stay.DischargeTime);
    }

    [Fact]
    public void A_discharge_without_a_time_ends_the_stay_at_its_event_time() =>
        Assert.Equal(
            SentEvent.Time("12:05"),
            new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge().At("12:05").Discharged(null)).Stay.DischargeTime);

    [Fact]
    public void A_discharge_whose_admission_was_pushed_into_the_future_ends_the_stay_that_really_is()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission().Admitted("07:37"), SentEvent.Discharge().At("12:00").Admitted("2025-06-07T00:00:00"));

        Assert.Equal(SentEvent.Time("07:37"), run.Last.AdmissionTime);
        Assert.Equal(SentEvent.Time("12:00"), run.Stay.DischargeTime);
    }

    [Theory]
    [InlineData("11:00", "08:00")]
    [InlineData("12:00", null)]
    [InlineData("15:00", "08:00")]
    public void A_second_discharge_of_the_same_stay_changes_nothing_and_is_flagged(string at, string? admitted)
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge());
        var ended = run.Stay;
        run.Then(SentEvent.Discharge().At(at).Admitted(admitted).Discharged(at).With("discharge_status", "Deceased"));

        Assert.Equal(ExtraFlags.AlreadyDischarged, run.StateFlags);
        Assert.Equal(ended, run.Stay);
        Assert.False(run.Snapshot.Deceased);
        Assert.Equal(0, run.Last.StaySk);
        Assert.Null(run.Last.DischargeTime);
    }

    [Fact]
    public void A_discharge_from_before_the_open_stay_began_leaves_it_open_and_is_late()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Discharge().At("07:00").Admitted("06:00").Discharged("07:00"));

        Assert.Equal(ExtraFlags.LateMovement, run.StateFlags);
        Assert.True(run.Stay.IsOpen);
        Assert.Null(run.Last.StaySk);
    }

    [Fact]
    public void A_late_discharge_of_an_ended_stay_does_not_end_it_a_second_time_while_another_is_open()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Discharge(), SentEvent.Admission().At("14:00").Admitted("14:00"),
            SentEvent.Discharge().At("11:00").Discharged("11:00"));

        Assert.Equal(ExtraFlags.LateMovement, run.StateFlags);
        Assert.Equal(0, run.Last.StaySk);
        Assert.Null(run.Last.DischargeTime);
        Assert.True(run.Last.Admitted);
        Assert.Equal(SentEvent.Time("12:00"), run.Snapshot.Stays[0].DischargeTime);
    }

    [Theory]
    [InlineData("Discharged-Home", false)]
    [InlineData("Deceased", true)]
    public void Only_the_status_Deceased_means_death(string status, bool deceased) =>
        Assert.Equal(
            deceased,
            new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge().With("discharge_status", status)).Snapshot.Deceased);

    [Fact]
    public void A_discharge_at_the_very_time_of_the_admission_ends_the_stay()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge().At("08:00").Discharged("08:00"));

        Assert.Equal((SentEvent.Time("08:00"), ExtraFlags.None), (run.Stay.DischargeTime, run.StateFlags));
    }

    [Fact]
    public void A_discharge_that_names_the_very_time_of_the_admission_ends_the_stay_then() =>
        Assert.Equal(
            SentEvent.Time("08:00"),
            new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge().Discharged("08:00")).Stay.DischargeTime);

    [Fact]
    public void A_discharge_that_names_a_time_after_its_event_ends_the_stay_at_its_event_time() =>
        Assert.Equal(
            SentEvent.Time("12:00"),
            new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge().Discharged("13:00")).Stay.DischargeTime);

    [Fact]
    public void A_discharge_of_a_stay_that_began_when_the_last_one_ended_is_no_second_discharge_of_that()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Discharge(), SentEvent.Discharge().At("18:00").Admitted("12:00").Discharged("18:00"));

        Assert.Equal(ExtraFlags.AwaitsAdmission, run.StateFlags);
    }

    [Fact]
    public void A_discharge_without_a_diagnosis_keeps_the_last_known_one() =>
        Assert.Equal(
            "I21.0-STEMI",
            new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge().With("diagnosis_code", null)).Stay.DiagnosisCode);

    [Fact]
    public void After_a_discharge_the_stay_was_last_moved_at_the_time_of_its_event() =>
        Assert.Equal(
            SentEvent.Time("12:05"), new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge().At("12:05")).Stay.MovedAt);
}
