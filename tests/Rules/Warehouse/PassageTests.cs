using PatientFlow.Patients;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Warehouse;

/// <summary>What a department's census is told of a patient's stay.</summary>
public sealed class PassageTests
{
    [Fact]
    public void An_admission_arrives_at_its_own_time_not_at_its_events() =>
        Assert.Equal(["+H3-ICU 07:37"], Of(SentEvent.Admission().Admitted("07:37")));

    [Fact]
    public void A_transfer_leaves_one_department_for_another_at_one_instant() =>
        Assert.Equal(
            ["+H3-ICU 08:00", "-H3-ICU 10:00", "+H3-SUR 10:00", "-H3-SUR 12:00"],
            Of(SentEvent.Admission(), SentEvent.Transfer(), SentEvent.Discharge()));

    [Fact]
    public void Another_bed_of_the_same_department_is_no_passage() =>
        Assert.Equal(["+H3-ICU 08:00"], Of(SentEvent.Admission(), SentEvent.Transfer().In("H3-ICU-8")));

    [Fact]
    public void A_duplicate_and_a_late_movement_pass_nothing() =>
        Assert.Equal(
            ["+H3-ICU 08:00", "-H3-ICU 10:00", "+H3-SUR 10:00"],
            Of(SentEvent.Admission().Id("A"), SentEvent.Transfer(), SentEvent.Admission().Id("A"),
                SentEvent.Transfer().At("09:00").In("H3-CAR-1")));

    [Fact]
    public void A_discharge_dated_before_the_last_transfer_leaves_when_it_came() =>
        Assert.Equal(
            ["+H3-ICU 08:00", "-H3-ICU 10:00", "+H3-SUR 10:00", "-H3-SUR 10:00"],
            Of(SentEvent.Admission(), SentEvent.Transfer(), SentEvent.Discharge().Discharged("09:00")));

    [Fact]
    public void A_discharge_dated_before_the_event_of_its_admission_leaves_when_it_says() =>
        Assert.Equal(
            ["+H3-ICU 07:00", "-H3-ICU 07:30"],
            Of(SentEvent.Admission().Admitted("07:00"), SentEvent.Discharge().Admitted("07:00").Discharged("07:30")));

    [Fact]
    public void Movements_that_waited_for_their_admission_pass_with_it() =>
        Assert.Equal(
            ["+H3-ICU 08:00", "-H3-ICU 10:00", "+H3-SUR 10:00", "-H3-SUR 12:00"],
            Of(SentEvent.Transfer(), SentEvent.Discharge(), SentEvent.Admission()));

    [Fact]
    public void A_place_that_the_network_does_not_know_is_in_no_census() =>
        Assert.Empty(Of(SentEvent.Admission().With("department", "Nowhere").With("bed_id", "X")));

    [Fact]
    public void Whatever_happens_a_patient_is_in_one_department_at_most_and_leaves_only_where_it_came() =>
        Gens.ForScripts(300, steps =>
        {
            var run = new PatientRun();
            var where = new List<string>();
            foreach (var e in RandomPatient.Events(steps))
            {
                var fold = new PatientFold(run.Snapshot, Networks.Seed);
                run.Apply(e);
                fold.Apply(e);
                foreach (var passage in fold.ToOutcome().Passages)
                {
                    if (passage.IsArrival) where.Add(passage.DepartmentKey);
                    else Assert.True(where.Remove(passage.DepartmentKey));
                    Assert.InRange(where.Count, 0, 1);
                }

                var open = run.Snapshot.OpenStay?.Place.DepartmentKey;
                Assert.Equal(open is null ? [] : new[] { open }, where);
            }
        });

    private static IEnumerable<string> Of(params SentEvent[] events)
    {
        var fold = new PatientFold(PatientSnapshot.Empty, Networks.Seed);
        for (var i = 0; i < events.Length; i++) fold.Apply(events[i].Clean(0, i));
        var passages = fold.ToOutcome().Passages;
        Assert.All(passages, p => Assert.Equal(0, p.Partition));
        return passages.Select(p => $"{(p.IsArrival ? '+' : '-')}{p.DepartmentKey} {p.At:HH:mm}");
    }
}
