using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Tests.Build;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Patients;

/// <summary>A discharge whose time lies before the stay that it follows in the log.</summary>
public sealed class DischargeBeforeStayTests
{
    private static readonly DateTime Append = SentEvent.Time("2025-11-30T10:00:00");

    // Its times lie outside of the years that are read, so that the stay begins when the log took it.
    private static readonly SentEvent FarFuture =
        SentEvent.Admission().At("9999-12-31T23:59:59").Admitted("9999-12-31T23:59:59");

    private static readonly SentEvent Discharge = SentEvent.Discharge().Without("admission_time");

    [Fact]
    public void It_ends_the_stay_where_it_began_without_a_length_and_is_flagged()
    {
        var (snapshot, outcome) = Run(FarFuture, Discharge);
        var stay = Assert.Single(snapshot.Stays);

        Assert.Equal((Append, Append, true), (stay.AdmissionTime, stay.DischargeTime, stay.LengthUnknown));
        Assert.Equal("Discharged-Home", stay.DischargeStatus);
        Assert.Equal(ExtraFlags.DischargeBeforeStay | ExtraFlags.NullAdmissionTime, outcome.Events[1].Extra);
        Assert.Equal((stay.StaySk, Append, false), (outcome.Events[1].StaySk, outcome.Events[1].DischargeTime, outcome.Events[1].Admitted));
    }

    [Fact]
    public void Length_and_midnights_are_null_in_the_stay_and_in_the_fact()
    {
        var (snapshot, outcome) = Run(FarFuture, Discharge);
        var unit = Networks.Seed.Find("H3-ICU");
        var stay = new StayRow("P1", snapshot.Stays[0], unit, unit, Append);
        var fact = new FactRow(new SilverRow(Discharge.Clean(0, 1), outcome.Events[1], Append, Append), unit?.DepartmentSk);

        Assert.Equal(
            (null, null, "closed", Append),
            (TableCell.Of(StayTable.Stay, "length_of_stay_hrs", stay), TableCell.Of(StayTable.Stay, "midnights", stay),
                TableCell.Of(StayTable.Stay, "stay_status", stay), TableCell.Of(StayTable.Stay, "discharge_time", stay)));
        Assert.Equal(
            (null, "NULL_ADMISSION_TIME|DISCHARGE_BEFORE_STAY"),
            (TableCell.Of(FactTable.PatientFlow, "length_of_stay_hrs", fact), TableCell.Of(FactTable.PatientFlow, "_dq_extra", fact)));
    }

    [Fact]
    public void The_wards_are_left_and_no_census_is_ever_negative()
    {
        var (_, outcome) = Run(FarFuture, Discharge);
        var wards = new Wards();
        wards.Tell("P1", outcome.Movements);

        Assert.Empty(Wards.In(wards.Departments, "H3-ICU"));
        Assert.Empty(wards.InBed("H3-ICU-7"));
        Assert.All(HourlyCensus.RowsOf(outcome.Passages, Networks.Seed), r => Assert.Equal(0, r.Patients));
    }

    [Theory]
    [InlineData("2025-06-03T08:00:00", null)]
    [InlineData(null, "2025-06-03T12:00:00")]
    [InlineData("2025-06-03T08:00:00", "2025-06-03T12:00:00")]
    [InlineData("9999-12-31T23:59:59", null)]
    public void Where_the_admission_had_no_readable_time_a_discharge_that_states_one_ends_it_too(string? admitted, string? discharged)
    {
        var (snapshot, outcome) = Run(FarFuture, Discharge.Admitted(admitted).Discharged(discharged));

        Assert.Null(snapshot.OpenStay);
        Assert.True(outcome.Events[1].Extra.HasFlag(ExtraFlags.DischargeBeforeStay));
    }

    [Fact]
    public void An_admission_of_a_later_year_than_the_log_is_ended_by_the_discharge_that_states_the_right_one()
    {
        var (snapshot, _) = Run(SentEvent.Admission().At("2150-01-01T08:00:00").Admitted("2150-01-01T08:00:00"), SentEvent.Discharge());

        Assert.Equal((SentEvent.Time("2150-01-01T08:00:00"), true), (snapshot.Stays[0].DischargeTime, snapshot.Stays[0].LengthUnknown));
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00")]
    [InlineData("2025-06-03T07:59:59")]
    public void A_discharge_of_a_clock_that_is_behind_ends_the_stay(string at)
    {
        // It names its admission, which is in the future for it.
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge().At(at).Discharged(at));

        Assert.Equal(ExtraFlags.DischargeBeforeStay, run.StateFlags);
        Assert.Equal((SentEvent.Time("08:00"), true), (run.Stay.DischargeTime, run.Stay.LengthUnknown));
    }

    [Theory]
    [InlineData("12:00", "12:00", ExtraFlags.None)]
    [InlineData("08:00", "08:00", ExtraFlags.None)]
    [InlineData("2025-06-04T23:00:00", "2025-06-04T23:00:00", ExtraFlags.None)]
    [InlineData("2025-06-04T23:00:01", "08:00", ExtraFlags.DischargeBeforeStay)]
    [InlineData("07:59", "08:00", ExtraFlags.DischargeBeforeStay)]
    public void A_discharge_of_a_clock_that_is_behind_may_state_the_right_end(string stated, string end, ExtraFlags flags)
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge().At("1970-01-01T00:00:00").Discharged(stated));

        Assert.Equal((SentEvent.Time(end), flags), (run.Stay.DischargeTime, run.StateFlags));
        Assert.Equal(flags != ExtraFlags.None, run.Stay.LengthUnknown);
    }

    [Fact]
    public void A_discharge_at_the_time_of_the_admission_has_the_length_0()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge().At("08:00").Discharged("08:00"));

        Assert.Equal((false, ExtraFlags.None), (run.Stay.LengthUnknown, run.StateFlags));
    }

    [Theory]
    [InlineData("11:00", null, null)] // Its event lies in the earlier stay.
    [InlineData("13:00", null, "11:00")] // Its discharge time does.
    [InlineData("13:00", "08:00", null)] // It names the admission of the earlier stay.
    [InlineData("13:00", "12:30", "13:00")] // It names one that no stay of the log has.
    public void A_late_discharge_of_another_stay_leaves_the_open_one(string at, string? admitted, string? discharged)
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Discharge(), SentEvent.Admission().At("14:00").Admitted("14:00"),
            SentEvent.Discharge().At(at).Admitted(admitted).Discharged(discharged));

        Assert.Equal(ExtraFlags.LateMovement, run.StateFlags);
        Assert.True(run.Last.Admitted);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("14:00")]
    public void A_discharge_between_two_stays_that_names_no_other_admission_ends_the_open_one(string? admitted)
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Discharge(), SentEvent.Admission().At("14:00").Admitted("14:00"),
            SentEvent.Discharge().At("13:00").Admitted(admitted).Discharged("13:00"));

        Assert.Equal(ExtraFlags.DischargeBeforeStay, run.StateFlags);
        Assert.Equal(SentEvent.Time("14:00"), run.Snapshot.Stays[1].DischargeTime);
    }

    [Fact]
    public void A_discharge_that_names_the_admission_of_an_earlier_stay_leaves_the_open_one_whenever_it_comes()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Discharge(), SentEvent.Admission().At("14:00").Admitted("14:00"),
            SentEvent.Discharge().At("15:00"));

        Assert.Equal((ExtraFlags.AlreadyDischarged, 0L), (run.StateFlags, run.Last.StaySk));
        Assert.True(run.Last.Admitted);
    }

    [Fact]
    public void A_late_discharge_from_before_all_stays_that_are_kept_leaves_the_open_one()
    {
        var run = new PatientRun();
        for (var i = 0; i <= PatientBounds.StaysMax; i++)
            run.Then(
                SentEvent.Admission().At($"2025-07-{i % 28 + 1:00}T{i / 28:00}:00:00").Admitted(null),
                SentEvent.Discharge().At($"2025-07-{i % 28 + 1:00}T{i / 28:00}:30:00").Admitted(null).Discharged(null));
        run.Then(SentEvent.Admission().At("2025-08-01T08:00:00").Admitted(null), SentEvent.Discharge().Admitted(null).Discharged(null));

        Assert.True(run.Snapshot.StaysCut);
        Assert.Equal(ExtraFlags.LateMovement | ExtraFlags.BeyondDedupWindow, run.StateFlags);
        Assert.NotNull(run.Snapshot.OpenStay);
    }

    [Fact]
    public void A_doubtful_stay_is_not_ended_by_a_late_discharge_of_an_earlier_one()
    {
        var (snapshot, outcome) = Run(
            SentEvent.Admission(), SentEvent.Discharge(), FarFuture, SentEvent.Discharge().At("11:30").Discharged("11:30"));

        Assert.NotNull(snapshot.OpenStay);
        Assert.True(outcome.Events[3].Extra.HasFlag(ExtraFlags.LateMovement));
    }

    [Fact]
    public void The_next_stay_of_the_patient_is_as_any_other()
    {
        var (snapshot, _) = Run(
            FarFuture, Discharge, SentEvent.Admission().At("2025-06-05T08:00:00").Admitted(null),
            SentEvent.Discharge().At("2025-06-05T10:00:00").Admitted(null).Discharged(null));

        Assert.Equal(
            (SentEvent.Time("2025-06-05T10:00:00"), false), (snapshot.Stays[1].DischargeTime, snapshot.Stays[1].LengthUnknown));
    }

    [Fact]
    public void A_discharge_of_the_next_stay_that_comes_first_waits()
    {
        var (snapshot, outcome) = Run(
            FarFuture, Discharge, SentEvent.Discharge().At("2025-06-05T10:00:00").Admitted("2025-06-05T08:00:00").Discharged(null));

        Assert.Single(snapshot.Waiting);
        Assert.True(outcome.Events[2].Extra.HasFlag(ExtraFlags.AwaitsAdmission));
    }

    private static (PatientSnapshot Snapshot, PatientOutcome Outcome) Run(params SentEvent[] events)
    {
        var fold = new PatientFold(PatientSnapshot.Empty, Networks.Seed);
        for (var i = 0; i < events.Length; i++) fold.Apply(events[i].Clean(0, i, Append));
        return (fold.ToSnapshot(), fold.ToOutcome());
    }
}
