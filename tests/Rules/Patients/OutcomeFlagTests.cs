using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

/// <summary>What a patient adds to the flags of an event, and what every event leaves behind.</summary>
public sealed class OutcomeFlagTests
{
    [Fact]
    public void A_flag_that_an_event_has_already_stays_where_the_patient_gives_it_again()
    {
        Stays(ExtraFlags.AdmittedWhileAdmitted, SentEvent.Admission(), SentEvent.Admission().At("09:00"));
        Stays(
            ExtraFlags.AdmittedAfterDeath, SentEvent.Admission(), SentEvent.Discharge().With("discharge_status", "Deceased"),
            SentEvent.Admission().At("14:00").Admitted("14:00"));
        Stays(ExtraFlags.LateMovement, SentEvent.Admission(), SentEvent.Transfer().At("07:00"));
        Stays(
            ExtraFlags.LateMovement, SentEvent.Admission(),
            SentEvent.Discharge().At("07:00").Admitted("06:00").Discharged("07:00"));
        Stays(ExtraFlags.AlreadyDischarged, SentEvent.Admission(), SentEvent.Discharge(), SentEvent.Discharge());
        Stays(ExtraFlags.AwaitsAdmission, SentEvent.Transfer());
        Stays(ExtraFlags.NoOpenStay, SentEvent.Vitals());
        Stays(ExtraFlags.LateChange, SentEvent.Admission(), SentEvent.Update().At("07:00").With("age", 39));
        Stays(
            ExtraFlags.WaitingFull,
            [.. Enumerable.Range(0, PatientBounds.WaitingMax + 1).Select(i => SentEvent.Transfer().At($"1{i}:00"))]);
        Stays(
            ExtraFlags.BeyondHistory,
            [
                .. Enumerable.Range(0, PatientBounds.VersionsMax + 1)
                    .Select(i => SentEvent.Update().At($"2025-06-03T10:{i:00}:00").With("age", i)),
                SentEvent.Update().At("09:00").With("age", 0),
            ]);
        Stays(
            ExtraFlags.BeyondDedupWindow,
            [.. Enumerable.Range(0, PatientBounds.RecentEventsMax + 2).Select(_ => SentEvent.Vitals())]);
    }

    [Fact]
    public void An_event_of_nobody_or_of_an_unknown_type_keeps_the_flags_that_it_came_with()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission().With("event_type", "REGISTRATION"),
            SentEvent.Admission().With("patient_id", null).With("gender", null));

        Assert.Equal(
            [new EventOutcome { Extra = ExtraFlags.UnknownEventType }, new EventOutcome { Extra = ExtraFlags.MissingGender }],
            run.Outcomes);
    }

    [Fact]
    public void The_last_event_time_is_the_latest_and_not_that_of_the_last_to_come()
    {
        var run = new PatientRun();
        Assert.Null(run.Snapshot.LastEventTime);

        Assert.Equal(SentEvent.Time("10:00"), run.Then(SentEvent.Transfer()).Snapshot.LastEventTime);
        Assert.Equal(SentEvent.Time("10:00"), run.Then(SentEvent.Admission()).Snapshot.LastEventTime);
        Assert.Equal(SentEvent.Time("12:00"), run.Then(SentEvent.Discharge()).Snapshot.LastEventTime);
    }

    private static void Stays(ExtraFlags flag, params SentEvent[] events)
    {
        var run = new PatientRun().Then(events[..^1]);
        var last = events[^1].Clean(0, events.Length);
        var (without, with) = (Last(run.Snapshot, last), Last(run.Snapshot, last with { Extra = last.Extra | flag }));

        Assert.Equal((flag, flag), (without.Extra & flag, with.Extra & flag));
    }

    private static EventOutcome Last(PatientSnapshot before, PatientEvent e) => new PatientFold(before, Networks.Seed).Apply(e);
}
