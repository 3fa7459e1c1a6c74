using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

public sealed class AdmissionTests
{
    private static readonly Place Icu7 = new()
    {
        HospitalId = 3, Department = "ICU", DepartmentKey = "H3-ICU", BedId = "H3-ICU-7",
    };

    [Fact]
    public void An_admission_opens_a_stay_at_its_place_and_time()
    {
        var run = new PatientRun().Then(SentEvent.Admission().Admitted("07:37").With("expected_discharge_time", "2025-06-05T00:00:00"));

        Assert.Equal(
            new Stay
            {
                StaySk = 0,
                PatientSk = 0,
                AdmissionTime = SentEvent.Time("07:37"),
                AdmittedTo = Icu7,
                Place = Icu7,
                MovedAt = SentEvent.Time("08:00"),
                ExpectedDischargeTime = SentEvent.Time("2025-06-05T00:00:00"),
                AdmissionPriority = "Urgent",
                DiagnosisCode = "I21.0-STEMI",
            },
            run.Stay);
        Assert.Equal(
            new EventOutcome { PatientSk = 0, StaySk = 0, AdmissionTime = SentEvent.Time("07:37"), Admitted = true }, run.Last);
    }

    [Fact]
    public void Keys_come_from_the_place_in_the_log()
    {
        var fold = new PatientFold(PatientSnapshot.Empty, Networks.Seed);
        fold.Apply(SentEvent.Admission().Clean(partition: 3, offset: 17));
        var snapshot = fold.ToSnapshot();

        Assert.Equal((17 * 1024) + 3, snapshot.OpenStay?.StaySk);
        Assert.Equal((17 * 1024) + 3, snapshot.Versions[0].PatientSk);
        Assert.Equal((3, 17L), (snapshot.Stays[0].ChangedPartition, snapshot.Stays[0].ChangedOffset));
        Assert.Equal(17, snapshot.AppliedIn(3));
        Assert.Equal(-1, snapshot.AppliedIn(0));
    }

    [Fact]
    public void A_null_admission_time_begins_the_stay_at_the_events_time() =>
        Assert.Equal(SentEvent.Time("08:00"), new PatientRun().Then(SentEvent.Admission().Admitted(null)).Stay.AdmissionTime);

    [Fact]
    public void An_admission_from_the_future_begins_the_stay_at_the_events_time() =>
        Assert.Equal(
            SentEvent.Time("08:00"),
            new PatientRun().Then(SentEvent.Admission().Admitted("2025-06-09T00:00:00")).Stay.AdmissionTime);

    [Fact]
    public void A_second_admission_while_admitted_is_a_transfer_with_a_flag()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Admission().At("09:00").Admitted("09:00").In("H3-SUR-2"));

        Assert.Equal(ExtraFlags.AdmittedWhileAdmitted, run.StateFlags);
        Assert.Equal("H3-SUR-2", run.Stay.Place.BedId);
        Assert.Equal(Icu7, run.Stay.AdmittedTo);
        Assert.Equal(SentEvent.Time("08:00"), run.Stay.AdmissionTime);
        Assert.Equal(1, run.Stay.Transfers);
    }

    [Fact]
    public void A_second_admission_to_the_same_place_moves_nobody()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Admission().At("09:00"));

        Assert.Equal(ExtraFlags.AdmittedWhileAdmitted, run.StateFlags);
        Assert.Equal(0, run.Stay.Transfers);
        Assert.Equal(SentEvent.Time("08:00"), run.Stay.MovedAt);
        Assert.Single(run.Movements);
    }

    [Fact]
    public void A_second_admission_from_before_the_first_moves_nobody_and_is_late()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Admission().At("07:00").Admitted("07:00").In("H3-SUR-2"));

        Assert.Equal(ExtraFlags.AdmittedWhileAdmitted | ExtraFlags.LateMovement, run.StateFlags);
        Assert.Equal(Icu7, run.Stay.Place);
    }

    [Fact]
    public void A_readmission_opens_another_stay_with_a_key_of_its_own()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Discharge(), SentEvent.Admission().At("14:00").Admitted("14:00").In("H5-CAR-1"));

        Assert.Equal([0L, 2048L], run.Snapshot.Stays.Select(s => s.StaySk));
        Assert.Equal([false, true], run.Snapshot.Stays.Select(s => s.IsOpen));
        Assert.Equal("H5-CAR", run.Snapshot.OpenStay?.Place.DepartmentKey);
        Assert.Equal(ExtraFlags.None, run.StateFlags);
    }

    [Fact]
    public void An_admission_after_death_is_kept_and_flagged_and_the_patient_lives()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge().With("discharge_status", "Deceased"));
        Assert.True(run.Snapshot.Deceased);

        run.Then(SentEvent.Admission().At("14:00").Admitted("14:00"));

        Assert.Equal(ExtraFlags.AdmittedAfterDeath, run.StateFlags);
        Assert.False(run.Snapshot.Deceased);
        Assert.True(run.Last.Admitted);
    }

    [Fact]
    public void Of_a_place_that_names_no_department_the_bed_tells_it()
    {
        var run = new PatientRun().Then(SentEvent.Admission().With("department", null).With("hospital_id", null));

        Assert.Equal(Icu7, run.Stay.Place);
    }

    [Fact]
    public void A_bed_that_the_network_lacks_is_no_bed() =>
        Assert.Equal(Icu7 with { BedId = null }, new PatientRun().Then(SentEvent.Admission().With("bed_id", "H3-ICU-21")).Stay.Place);

    [Fact]
    public void A_bed_number_with_leading_zeros_is_the_same_bed() =>
        Assert.Equal(Icu7, new PatientRun().Then(SentEvent.Admission().With("bed_id", "H3-ICU-007")).Stay.Place);

    [Fact]
    public void An_event_of_an_unknown_type_or_of_nobody_opens_nothing()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission().With("event_type", "REGISTRATION"), SentEvent.Admission().With("patient_id", null));

        Assert.Empty(run.Snapshot.Stays);
        Assert.Empty(run.Snapshot.Versions);
        Assert.Empty(run.Movements);
        Assert.All(run.Outcomes, o => Assert.Null(o.PatientSk));
        Assert.Equal(2, run.Snapshot.Sequence);
    }
}
