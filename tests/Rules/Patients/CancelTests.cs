using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Places;
using PatientFlow.Tests.Build;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Patients;

public sealed class CancelTests
{
    [Fact]
    public void A_cancelled_discharge_never_was()
    {
        var before = new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer());
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer(), SentEvent.Discharge(), SentEvent.CancelDischarge());

        Assert.Equal(before.Stay with { Corrections = 1, ChangedOffset = 3 }, run.Stay);
        Assert.Equal((0L, true, null), (run.Last.StaySk, run.Last.Admitted, run.Last.DischargeTime));
        Assert.Equal(ExtraFlags.None, run.StateFlags);
        Assert.Equal(Census(before), Census(run));
    }

    [Fact]
    public void A_cancelled_transfer_never_was()
    {
        var before = new PatientRun().Then(SentEvent.Admission());
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer(), SentEvent.CancelTransfer());

        Assert.Equal(before.Stay with { Corrections = 1, ChangedOffset = 2 }, run.Stay);
        Assert.Equal(ExtraFlags.None, run.StateFlags);
        Assert.Equal(Census(before), Census(run));
    }

    [Fact]
    public void A_transfer_within_its_department_can_be_cancelled_too()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer().In("H3-ICU-8"), SentEvent.CancelTransfer());

        Assert.Equal(("H3-ICU-7", 0), (run.Stay.Place.BedId, run.Stay.Transfers));
        Assert.Single(run.Passages);
    }

    [Fact]
    public void A_discharge_and_then_the_transfer_before_it_can_both_be_cancelled()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Transfer(), SentEvent.Discharge(), SentEvent.CancelDischarge(), SentEvent.CancelTransfer().At("14:00"));

        Assert.Equal(("H3-ICU-7", true, 2), (run.Stay.Place.BedId, run.Stay.IsOpen, run.Stay.Corrections));
        Assert.Equal(Census(new PatientRun().Then(SentEvent.Admission())), Census(run));
    }

    [Fact]
    public void The_patient_is_told_to_be_where_it_was_since_when_it_was()
    {
        var discharge = new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge(), SentEvent.CancelDischarge()).Movements[^1];
        var transfer = new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer(), SentEvent.CancelTransfer()).Movements[^1];

        Assert.Equal((null, "H3-ICU-7", SentEvent.Time("08:00")), (discharge.From, discharge.To?.BedId, discharge.Since));
        Assert.Equal(("H3-SUR-1", "H3-ICU-7", SentEvent.Time("08:00")), (transfer.From?.BedId, transfer.To?.BedId, transfer.Since));
    }

    [Fact]
    public void A_bed_that_was_given_to_another_meanwhile_is_a_conflict()
    {
        var wards = new Wards();
        wards.Tell("P1", new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge(), SentEvent.CancelDischarge()).Movements);
        Assert.Equal("occupied", Bed(wards).Status);

        wards.Tell("P2", new PatientRun().Then(SentEvent.Admission("P2").At("12:30").Admitted("12:30")).Movements);
        Assert.Equal(("conflict", "P2"), (Bed(wards).Status, Bed(wards).Occupant?.PatientId));

        static BedView Bed(Wards wards) => CensusRules.Bed(
            Must.Have(Networks.Seed.FindBed("H3-ICU-7")), wards.Departments["H3-ICU"].Present, record: null, isCleaned: true);
    }

    [Fact]
    public void Whoever_is_discharged_or_moves_leaves_a_bed_and_whoever_never_moved_does_not()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Transfer().In("H3-ICU-8"), SentEvent.Transfer().At("11:00"), SentEvent.CancelTransfer(), SentEvent.Discharge());

        Assert.Equal(
            ["H3-ICU-7 10:00", "H3-ICU-8 11:00", "H3-ICU-8 12:00"], run.Vacated.Select(v => $"{v.BedId} {v.At:HH:mm}"));
        Assert.All(run.Vacated, v => Assert.Equal("H3-ICU", v.DepartmentKey));
    }

    [Fact]
    public void A_patient_who_died_by_mistake_has_not()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge().With("discharge_status", "Deceased"), SentEvent.CancelDischarge());

        Assert.Equal((false, null), (run.Snapshot.Deceased, run.Stay.DischargeStatus));
    }

    [Fact]
    public void There_is_nothing_to_cancel_where_nothing_happened_or_something_newer_has()
    {
        Nothing(SentEvent.CancelDischarge());
        Nothing(SentEvent.CancelTransfer());
        Nothing(SentEvent.Admission(), SentEvent.CancelDischarge());
        Nothing(SentEvent.Admission(), SentEvent.CancelTransfer());
        Nothing(SentEvent.Admission(), SentEvent.Transfer().At("11:01"), SentEvent.CancelTransfer());
        Nothing(SentEvent.Admission(), SentEvent.Discharge(), SentEvent.CancelDischarge().At("11:59"));
        Nothing(SentEvent.Admission(), SentEvent.Discharge(), SentEvent.CancelTransfer().At("14:00"));
        Nothing(SentEvent.Admission(), SentEvent.Transfer(), SentEvent.CancelTransfer(), SentEvent.CancelTransfer());

        static void Nothing(params SentEvent[] events)
        {
            var before = PatientRun.Text(new PatientRun().Then(events[..^1]).Snapshot.Stays);
            var run = new PatientRun().Then(events);
            Assert.Equal((ExtraFlags.NothingToCancel, before), (run.StateFlags, PatientRun.Text(run.Snapshot.Stays)));
        }
    }

    [Fact]
    public void A_movement_that_waits_for_its_admission_can_be_cancelled()
    {
        var run = new PatientRun().Then(SentEvent.Discharge(), SentEvent.CancelDischarge());
        Assert.Equal(ExtraFlags.None, run.StateFlags);

        run.Then(SentEvent.Admission());
        Assert.True(run.Stay.IsOpen);
    }

    [Fact]
    public void A_transfer_that_came_after_the_mistake_is_made_when_that_is_corrected()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Discharge(), SentEvent.Transfer().At("12:30"), SentEvent.CancelDischarge());

        Assert.Equal(("H3-SUR-1", true), (run.Stay.Place.BedId, run.Stay.IsOpen));
    }

    [Fact]
    public void A_stay_that_an_earlier_version_ended_goes_on_too()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge());
        var restored = CancelledStay.WithoutDischarge(run.Stay with { EndedAfter = null }, SentEvent.CancelDischarge().Clean());

        Assert.Equal((SentEvent.Time("08:00"), null), (restored?.MovedAt, restored?.DischargeTime));
    }

    private static string Census(PatientRun run) => PatientRun.Text(HourlyCensus.RowsOf(run.Passages, Networks.Seed));
}
