using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

public sealed class WaitingTests
{
    [Fact]
    public void A_discharge_before_its_admission_waits_and_ends_the_stay_when_it_comes()
    {
        var run = new PatientRun().Then(SentEvent.Discharge());
        Assert.Equal(ExtraFlags.AwaitsAdmission, run.StateFlags);
        Assert.Null(run.Last.StaySk);
        Assert.Empty(run.Snapshot.Stays);

        run.Then(SentEvent.Admission());

        Assert.Equal(SentEvent.Time("12:00"), run.Stay.DischargeTime);
        Assert.Equal("Discharged-Home", run.Stay.DischargeStatus);
        Assert.Empty(run.Snapshot.Waiting);
        Assert.Empty(run.Movements);
        Assert.False(run.Last.Admitted);
    }

    [Fact]
    public void A_death_that_waited_is_known_when_the_admission_comes() =>
        Assert.True(new PatientRun()
            .Then(SentEvent.Discharge().With("discharge_status", "Deceased"), SentEvent.Admission()).Snapshot.Deceased);

    [Fact]
    public void Transfers_wait_in_event_order_and_the_last_one_places_the_patient()
    {
        var run = new PatientRun().Then(
            SentEvent.Transfer().At("11:00").In("H3-CAR-4"), SentEvent.Transfer().At("10:00"), SentEvent.Admission());

        Assert.Equal("H3-CAR-4", run.Stay.Place.BedId);
        Assert.Equal("H3-ICU-7", run.Stay.AdmittedTo.BedId);
        Assert.Equal(2, run.Stay.Transfers);
        Assert.Equal(SentEvent.Time("11:00"), run.Stay.MovedAt);
        Assert.Equal(SentEvent.Time("11:00"), Assert.Single(run.Movements).Since);
    }

    [Theory]
    [InlineData(null, "H3-SUR-1", "Surgery")]
    [InlineData("K35.8-Appendicitis", "H3-SUR-1", "Surgery")]
    [InlineData("K35.8-Appendicitis", null, "Attic")]
    public void A_transfer_that_waited_comes_to_the_same_as_one_in_order(string? diagnosis, string? bed, string department)
    {
        var transfer = SentEvent.Transfer().With("diagnosis_code", diagnosis).With("bed_id", bed)
            .With("department", department).Id("T");
        var inOrder = new PatientRun().Then(SentEvent.Admission().Id("A"), transfer).Stay;
        var waited = new PatientRun().Then(transfer, SentEvent.Admission().Id("A")).Stay;

        Assert.Equal(inOrder with { StaySk = 0, PatientSk = 0, ChangedOffset = 0 }, waited with { StaySk = 0, PatientSk = 0, ChangedOffset = 0 });
    }

    [Fact]
    public void What_waits_from_before_the_admission_is_dropped()
    {
        var run = new PatientRun().Then(
            SentEvent.Discharge().At("07:00").Discharged("07:00").Admitted("06:00"), SentEvent.Admission());

        Assert.True(run.Stay.IsOpen);
        Assert.Empty(run.Snapshot.Waiting);
    }

    [Fact]
    public void What_waits_from_after_the_discharge_waits_for_the_next_admission()
    {
        var run = new PatientRun().Then(
            SentEvent.Transfer().At("15:00"), SentEvent.Discharge(), SentEvent.Admission());
        Assert.Equal(SentEvent.Time("15:00"), Assert.Single(run.Snapshot.Waiting).EventTime);

        run.Then(SentEvent.Admission().At("14:00").Admitted("14:00"));

        Assert.Equal("H3-SUR-1", run.Snapshot.OpenStay?.Place.BedId);
        Assert.Empty(run.Snapshot.Waiting);
    }

    [Fact]
    public void A_discharge_of_a_later_stay_waits_though_an_earlier_one_has_ended()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Discharge(),
            SentEvent.Discharge().At("18:00").Admitted("14:00").Discharged("18:00"));
        Assert.Equal(ExtraFlags.AwaitsAdmission, run.StateFlags);

        run.Then(SentEvent.Admission().At("14:00").Admitted("14:00"));

        Assert.Equal([SentEvent.Time("12:00"), SentEvent.Time("18:00")], run.Snapshot.Stays.Select(s => s.DischargeTime));
    }

    [Fact]
    public void More_movements_than_the_bound_do_not_wait_and_are_flagged()
    {
        var run = new PatientRun();
        for (var i = 0; i < PatientBounds.WaitingMax; i++)
        {
            run.Then(SentEvent.Transfer().At($"1{i}:00").In($"H3-SUR-{i + 1}"));
            Assert.Equal(ExtraFlags.AwaitsAdmission, run.StateFlags);
        }

        run.Then(SentEvent.Discharge().At("19:00"));

        Assert.Equal(ExtraFlags.WaitingFull, run.StateFlags);
        Assert.Equal(PatientBounds.WaitingMax, run.Snapshot.Waiting.Length);
        Assert.Equal(PatientBounds.WaitingMax, run.Then(SentEvent.Admission()).Stay.Transfers);
    }

    [Fact]
    public void Of_movements_that_wait_for_the_same_time_the_first_to_come_is_the_first_to_happen()
    {
        var run = new PatientRun().Then(
            SentEvent.Transfer(), SentEvent.Transfer().In("H3-CAR-4"), SentEvent.Admission());

        Assert.Equal(("H3-CAR-4", 2), (run.Stay.Place.BedId, run.Stay.Transfers));
    }

    [Fact]
    public void What_waits_from_the_very_time_of_the_admission_happens_after_it()
    {
        var run = new PatientRun().Then(SentEvent.Transfer().At("08:00"), SentEvent.Admission());

        Assert.Equal("H3-SUR-1", run.Stay.Place.BedId);
    }

    [Fact]
    public void An_admission_whose_discharge_waited_says_nothing_of_a_discharge_for_nobody_was_in_before() =>
        Assert.Null(new PatientRun().Then(SentEvent.Discharge(), SentEvent.Admission()).Last.DischargeTime);
}
