using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

/// <summary>Transfers to the place where the patient is.</summary>
public sealed class SamePlaceTests
{
    private static readonly SentEvent There = SentEvent.Transfer().In("H3-ICU-7").With("diagnosis_code", null);

    public static TheoryData<string> Ways => new(Sent.Keys);

    private static Dictionary<string, SentEvent> Sent { get; } = new()
    {
        ["the very place"] = There,
        ["a known spelling of the department"] = There.With("department", "I.C.U."),
        ["the bed in lower case with blanks"] = There.With("bed_id", " h3-icu-7 "),
        ["the bed with leading zeros"] = There.With("bed_id", "H3-ICU-007"),
        ["the diagnosis as it is"] = There.With("diagnosis_code", "I21.0-STEMI"),
        ["the bed alone"] = There.Without("department").Without("hospital_id").Without("hospital_name"),
        ["the hospital as text"] = There.With("hospital_id", "3"),
        ["the department alone"] = There.Without("bed_id"),
        ["a bed of blanks"] = There.With("bed_id", "  "),
        ["the very time of the admission"] = There.At("08:00"),
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_transfer_to_where_the_patient_is_moves_nothing_and_is_flagged(string way)
    {
        var before = new PatientRun().Then(SentEvent.Admission());
        var admitted = before.Stay;
        var run = before.Then(Sent[way]);

        Assert.Equal(ExtraFlags.SamePlace, run.StateFlags);
        Assert.Equal(admitted, run.Stay);
        Assert.Single(run.Movements);
        Assert.Equal((admitted.StaySk, true), (run.Last.StaySk, run.Last.Admitted));
    }

    [Theory]
    [InlineData("H3-ICU-8")]
    [InlineData("H5-ICU-7")]
    [InlineData("H3-SUR-7")]
    public void A_transfer_to_another_bed_moves(string bed)
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer().In(bed));

        Assert.Equal((bed, 1, ExtraFlags.None), (run.Stay.Place.BedId, run.Stay.Transfers, run.StateFlags));
    }

    [Theory]
    [InlineData("H3-ICU-99")]
    [InlineData("H1-SUR-1")]
    public void A_transfer_within_the_department_to_a_bed_that_cannot_be_leaves_the_bed(string bed)
    {
        var run = new PatientRun().Then(SentEvent.Admission(), There.With("bed_id", bed));

        Assert.Equal((null, "H3-ICU", 1), (run.Stay.Place.BedId, run.Stay.Place.DepartmentKey, run.Stay.Transfers));
        Assert.Equal(ExtraFlags.None, run.StateFlags);
    }

    [Fact]
    public void A_transfer_within_a_department_where_no_bed_is_known_may_be_to_another_bed_and_counts()
    {
        var run = new PatientRun().Then(SentEvent.Admission().Without("bed_id"), There.Without("bed_id"));

        Assert.Equal((1, ExtraFlags.None), (run.Stay.Transfers, run.StateFlags));
    }

    [Fact]
    public void A_transfer_that_tells_the_bed_of_a_patient_without_one_moves()
    {
        var run = new PatientRun().Then(SentEvent.Admission().Without("bed_id"), There);

        Assert.Equal(("H3-ICU-7", 1), (run.Stay.Place.BedId, run.Stay.Transfers));
    }

    [Fact]
    public void There_and_back_again_are_two_transfers()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer(), There.At("11:00"), There.At("11:30"));

        Assert.Equal((2, SentEvent.Time("11:00")), (run.Stay.Transfers, run.Stay.MovedAt));
        Assert.Equal(ExtraFlags.SamePlace, run.StateFlags);
    }

    [Fact]
    public void A_transfer_to_the_same_place_still_tells_the_diagnosis()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), There.With("diagnosis_code", "K35.8-Appendicitis"));

        Assert.Equal(("K35.8-Appendicitis", 0, SentEvent.Time("08:00")), (run.Stay.DiagnosisCode, run.Stay.Transfers, run.Stay.MovedAt));
    }

    [Fact]
    public void A_transfer_to_the_same_place_from_before_the_last_movement_is_late() =>
        Assert.Equal(
            ExtraFlags.LateMovement, new PatientRun().Then(SentEvent.Admission(), There.At("07:00")).StateFlags);

    [Theory]
    [InlineData("H3-ICU-7", 0)]
    [InlineData(null, 0)]
    [InlineData("H3-ICU-99", 1)]
    [InlineData("H3-ICU-8", 1)]
    public void A_transfer_that_waited_counts_as_one_in_order(string? bed, int transfers)
    {
        var transfer = There.With("bed_id", bed).Id("T").With("diagnosis_code", "K35.8-Appendicitis");
        var inOrder = new PatientRun().Then(SentEvent.Admission().Id("A"), transfer).Stay;
        var waited = new PatientRun().Then(transfer, SentEvent.Admission().Id("A")).Stay;

        Assert.Equal(transfers, waited.Transfers);
        Assert.Equal(Unkeyed(inOrder), Unkeyed(waited));
    }

    [Fact]
    public void A_second_admission_that_names_only_the_department_keeps_the_bed()
    {
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Admission().At("09:00").Without("bed_id"));

        Assert.Equal(("H3-ICU-7", 0, ExtraFlags.AdmittedWhileAdmitted), (run.Stay.Place.BedId, run.Stay.Transfers, run.StateFlags));
    }

    private static Stay Unkeyed(Stay stay) => stay with { StaySk = 0, PatientSk = 0, ChangedOffset = 0 };
}
