using PatientFlow.Kpi;
using static PatientFlow.Tests.Kpi.KpiExamples;

namespace PatientFlow.Tests.Kpi;

/// <summary>What the figures count, and what they leave out.</summary>
public sealed class KpiRuleTests
{
    [Fact]
    public void Occupancy_counts_open_stays_and_has_a_row_for_every_department() =>
        Assert.Equal(
            [
                new OccupancyKpi(1, "Central", "ICU", 2, 4), new OccupancyKpi(1, "Central", "Surgery", 0, 10),
                new OccupancyKpi(2, "Lakeside", "ICU", 0, 0),
            ],
            OccupancyKpi.Of(Gold(Open(Icu), Open(Icu), Ended(Icu, 0), Ended(Surgery, 3), Open(null), Open(Gone))));

    [Fact]
    public void Departments_together_are_their_patients_over_their_beds_and_not_a_mean_of_shares() =>
        Assert.Equal(100.0 * 5 / 14, OccupancyKpi.Percent(OccupancyKpi.Of(Gold(Open(Icu), Open(Icu), Open(Icu), Open(Surgery), Open(Surgery)))));

    [Fact]
    public void Where_there_are_no_beds_there_is_no_occupancy() =>
        Assert.Null(OccupancyKpi.Percent([.. OccupancyKpi.Of(Gold(Open(OtherIcu))).Where(o => o.HospitalId == 2)]));

    [Fact]
    public void A_gender_that_nobody_knows_is_Unknown_and_has_its_share() =>
        Assert.Equal(
            [new ShareKpi("Female", 2, 50), new ShareKpi("Male", 1, 25), new ShareKpi("Unknown", 1, 25)],
            ShareKpi.Genders(Gold() with { Genders = ["Male", "Female", null, "Female"] }));

    [Fact]
    public void An_admission_is_counted_whether_its_stay_lasts_or_ended_after_no_hours() =>
        Assert.Equal(
            [new ShareKpi("Urgent", 2, 200.0 / 3), new ShareKpi("Unknown", 1, 100.0 / 3)],
            ShareKpi.Priorities(Gold(
                Open(Icu) with { Priority = "Urgent" }, Ended(null, 0) with { Priority = "Urgent" }, Ended(Icu, 5))));

    [Fact]
    public void A_weekday_is_that_of_the_utc_day_and_one_without_admissions_counts_none()
    {
        var late = new DateTimeOffset(2025, 6, 3, 23, 30, 0, TimeSpan.FromHours(-2)); // Wednesday in UTC.

        var days = ShareKpi.Weekdays(Gold(Open(Icu), Open(Icu) with { AdmissionTime = late }));

        Assert.Equal(["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"], days.Select(d => d.Name));
        Assert.Equal([0, 0, 1, 1, 0, 0, 0], days.Select(d => d.Count));
    }

    [Fact]
    public void A_diagnosis_has_the_mean_of_the_stays_that_ended_one_of_zero_hours_included() =>
        Assert.Equal(
            [new DiagnosisKpi("B", 3, 2), new DiagnosisKpi("A", 1, null), new DiagnosisKpi("C", 1, 0)],
            DiagnosisKpi.Of(Gold(
                Ended(Icu, 0, "B"), Ended(Icu, 4, "B"), Open(Icu, "B"), Ended(Icu, 0, "C"), Open(Icu, "A"), Ended(Icu, 9))));

    [Fact]
    public void Ten_diagnoses_are_shown_and_of_equal_counts_the_first_in_byte_order() =>
        Assert.Equal(
            ["A", "B", "C", "D", "E", "F", "G", "H", "I", "a"],
            DiagnosisKpi.Of(Gold([.. "abIHGFEDCBA".Select(d => Open(Icu, d.ToString()))])).Select(d => d.Diagnosis));

    [Fact]
    public void A_reading_is_an_event_with_any_of_the_four_vital_signs() =>
        Assert.Equal(
            [new VitalsKpi("ICU", 2, 80, null, null, 99), new VitalsKpi("Unknown", 1, null, 120, 97, null)],
            VitalsKpi.Of(Gold() with
            {
                Vitals =
                [
                    new KpiVitals(Icu, 80, null, null, null), new KpiVitals(OtherIcu, null, null, null, 99),
                    new KpiVitals(Gone, null, 120, 97, null), new KpiVitals(Surgery, null, null, null, null),
                ],
            }));
}
