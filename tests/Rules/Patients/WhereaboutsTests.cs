using PatientFlow.Patients;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

/// <summary>Where a patient was, from the events that moved the patient.</summary>
public sealed class WhereaboutsTests
{
    [Fact]
    public void A_place_is_left_when_the_next_is_come_to_and_the_last_when_the_stay_ends()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer(), SentEvent.Discharge());

        Assert.Equal(
            ["H3-ICU-7 08:00-10:00 admission", "H3-SUR-1 10:00-12:00 transfer"], Told(run));
        Assert.False(Whereabouts.IsCut(run.Snapshot));
    }

    [Fact]
    public void Where_a_patient_is_has_no_end() =>
        Assert.Equal(["H3-ICU-7 08:00- admission"], Told(new PatientRun().Then(SentEvent.Admission())));

    [Fact]
    public void A_transfer_that_was_cancelled_was_not() =>
        Assert.Equal(
            ["H3-ICU-7 08:00-10:00 admission", "H3-ICU-8 10:00- transfer"],
            Told(new PatientRun().Then(
                SentEvent.Admission(), SentEvent.Transfer().In("H3-ICU-8"), SentEvent.Transfer().At("11:00"), SentEvent.CancelTransfer())));

    [Fact]
    public void A_discharge_that_was_cancelled_leaves_the_patient_where_it_was_since_when_it_was() =>
        Assert.Equal(
            ["H3-ICU-7 08:00-10:00 admission", "H3-SUR-1 10:00- transfer"],
            Told(new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer(), SentEvent.Discharge(), SentEvent.CancelDischarge())));

    [Fact]
    public void A_transfer_that_came_before_its_admission_is_told_in_order() =>
        Assert.Equal(
            ["H3-ICU-7 08:00-10:00 admission", "H3-SUR-1 10:00- transfer"],
            Told(new PatientRun().Then(SentEvent.Transfer(), SentEvent.Admission())));

    [Fact]
    public void An_earlier_stay_comes_first()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Discharge(), SentEvent.Admission().In("H3-ICU-8").At("13:00").Admitted("13:00"));
        Assert.Equal(["H3-ICU-7 08:00-12:00 admission", "H3-ICU-8 13:00- admission"], Told(run));
    }

    [Fact]
    public void Beyond_the_bound_the_oldest_places_are_left_out_and_that_is_said()
    {
        var run = new PatientRun().Then(SentEvent.Admission());
        for (var i = 0; i <= PatientBounds.PastPlacesMax; i++)
            run.Then(SentEvent.Transfer().In($"H3-ICU-{1 + i % 2}").At(FormattableString.Invariant($"{10 + i / 60:00}:{i % 60:00}")));

        Assert.Equal(PatientBounds.PastPlacesMax, run.Snapshot.PastPlaces.Length);
        Assert.Equal("H3-ICU-1 10:00-10:01 transfer", Told(run)[0]);
        Assert.True(Whereabouts.IsCut(run.Snapshot));
    }

    [Fact]
    public void Places_of_the_state_of_an_earlier_version_are_not_invented()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer());
        var older = run.Snapshot with { PastPlaces = default };

        Assert.Equal("H3-SUR-1", Assert.Single(Whereabouts.Of(older)).Place.BedId);
        Assert.True(Whereabouts.IsCut(older));
        var fold = new PatientFold(older, Networks.Seed);
        fold.Apply(SentEvent.Transfer().In("H3-SUR-2").At("13:00").Clean(0, 9, network: Networks.Seed));
        Assert.Equal("H3-SUR-1", Assert.Single(fold.ToSnapshot().PastPlaces).Place.BedId);
    }

    private static List<string> Told(PatientRun run) =>
    [
        .. Whereabouts.Of(run.Snapshot).Select(w =>
            $"{w.Place.BedId} {w.From:HH:mm}-{w.Until:HH:mm} {(w.IsAdmission ? "admission" : "transfer")}"),
    ];
}
