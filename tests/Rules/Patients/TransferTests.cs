using PatientFlow.Events;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

public sealed class TransferTests
{
    [Fact]
    public void A_transfer_moves_the_open_stay_and_counts()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer().With("diagnosis_code", "K35.8-Appendicitis"));

        Assert.Equal("H3-SUR-1", run.Stay.Place.BedId);
        Assert.Equal("H3-SUR", run.Stay.Place.DepartmentKey);
        Assert.Equal("H3-ICU", run.Stay.AdmittedTo.DepartmentKey);
        Assert.Equal(SentEvent.Time("10:00"), run.Stay.MovedAt);
        Assert.Equal(1, run.Stay.Transfers);
        Assert.Equal("K35.8-Appendicitis", run.Stay.DiagnosisCode);
        Assert.Equal((0L, SentEvent.Time("08:00"), true), (run.Last.StaySk, run.Last.AdmissionTime, run.Last.Admitted));
        Assert.Null(run.Last.DischargeTime);
        Assert.Equal(ExtraFlags.None, run.StateFlags);
    }

    [Fact]
    public void A_transfer_without_a_diagnosis_keeps_the_last_known_one() =>
        Assert.Equal("I21.0-STEMI", new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer()).Stay.DiagnosisCode);

    [Fact]
    public void A_transfer_older_than_the_last_movement_moves_nobody_and_is_flagged()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Transfer().At("11:00"), SentEvent.Transfer().At("10:00").In("H3-CAR-4"));

        Assert.Equal(ExtraFlags.LateMovement, run.StateFlags);
        Assert.Equal("H3-SUR-1", run.Stay.Place.BedId);
        Assert.Equal(1, run.Stay.Transfers);
        Assert.Equal(0, run.Last.StaySk);
    }

    [Fact]
    public void A_transfer_at_the_very_time_of_the_last_movement_moves()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer().At("08:00"));

        Assert.Equal("H3-SUR-1", run.Stay.Place.BedId);
        Assert.Equal(ExtraFlags.None, run.StateFlags);
    }

    [Fact]
    public void A_transfer_to_a_place_that_the_network_lacks_moves_nobody()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Transfer().With("department", "Attic").With("bed_id", null));

        Assert.Equal("H3-ICU-7", run.Stay.Place.BedId);
        Assert.Equal(0, run.Stay.Transfers);
    }

    [Fact]
    public void A_transfer_to_a_department_without_a_bed_leaves_the_bed()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer().With("bed_id", null));

        Assert.Equal("H3-SUR", run.Stay.Place.DepartmentKey);
        Assert.Null(run.Stay.Place.BedId);
    }
}
