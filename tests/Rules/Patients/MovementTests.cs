using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

/// <summary>What departments and beds are told, case by case.</summary>
public sealed class MovementTests
{
    [Fact]
    public void An_admission_tells_where_the_patient_is_since_when() =>
        Is(new PatientRun().Then(SentEvent.Admission().Admitted("07:37")), 1, null, "H3-ICU-7", "07:37");

    [Fact]
    public void A_transfer_tells_both_places() =>
        Is(new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer()), 2, "H3-ICU-7", "H3-SUR-1", "10:00");

    [Fact]
    public void A_discharge_tells_the_place_that_was_left_and_when_the_event_was() =>
        Is(new PatientRun().Then(SentEvent.Admission(), SentEvent.Discharge().At("12:05")), 2, "H3-ICU-7", null, "12:05");

    [Fact]
    public void A_change_of_gender_tells_the_same_place_again_since_the_same_time() =>
        Is(
            new PatientRun().Then(SentEvent.Admission().Admitted("07:37"), SentEvent.Update().With("gender", "Male")),
            2, "H3-ICU-7", "H3-ICU-7", "07:37", "Male");

    [Fact]
    public void A_change_of_gender_after_a_transfer_leaves_since_at_the_transfer() =>
        Is(
            new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer(), SentEvent.Update().At("11:00").With("gender", "Male")),
            3, "H3-SUR-1", "H3-SUR-1", "10:00", "Male");

    [Fact]
    public void A_gender_that_becomes_known_with_the_discharge_goes_with_it() =>
        Is(
            new PatientRun().Then(SentEvent.Admission().With("gender", null), SentEvent.Discharge()),
            2, "H3-ICU-7", null, "12:00", "Female");

    [Fact]
    public void Nobody_is_told_of_what_moves_nobody()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Vitals(), SentEvent.Update().With("age", 41), SentEvent.Update().With("gender", null),
            SentEvent.Transfer().At("07:00"), SentEvent.Of("REGISTRATION", "P1"));

        Assert.Single(run.Movements);
    }

    [Fact]
    public void Nobody_is_told_of_a_patient_who_is_not_in() =>
        Assert.Empty(new PatientRun().Then(
            SentEvent.Update().With("gender", "Male"), SentEvent.Update().With("gender", "Female"), SentEvent.Vitals(),
            SentEvent.Transfer(), SentEvent.Discharge()).Movements);

    [Fact]
    public void A_bed_change_within_a_department_is_told() =>
        Is(
            new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer().In("H3-ICU-8")),
            2, "H3-ICU-7", "H3-ICU-8", "10:00");

    private static void Is(PatientRun run, long sequence, string? from, string? to, string since, string gender = "Female")
    {
        var told = run.Movements[^1];
        Assert.Equal(
            (sequence, from, to, SentEvent.Time(since), gender),
            (told.Sequence, told.From?.BedId, told.To?.BedId, told.Since, told.Gender));
        Assert.Equal(run.Snapshot.OpenStay?.Place, told.To);
    }
}
