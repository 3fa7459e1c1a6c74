using PatientFlow.Kpi;
using static PatientFlow.Tests.Kpi.KpiExamples;

namespace PatientFlow.Tests.Kpi;

/// <summary>Who came, who left and who was in, by day, and how lengths are spread.</summary>
public sealed class DayKpiTests
{
    private static readonly DateOnly Tuesday = new(2025, 6, 3);

    [Fact]
    public void A_stay_is_an_admission_where_it_began_and_a_discharge_where_it_ended() =>
        Assert.Equal(
            [new VolumeKpi(Tuesday, 1, 2, 0), new VolumeKpi(Tuesday.AddDays(1), 2, 0, 1)],
            VolumeKpi.Of(Gold(Ended(OtherIcu, 24) with { AdmittedToSk = Icu }, Open(Surgery))));

    [Fact]
    public void A_place_that_the_network_does_not_know_is_of_no_hospital() =>
        Assert.Empty(VolumeKpi.Of(Gold(Ended(null, 3), Open(Gone))));

    [Fact]
    public void Patients_at_midnight_are_all_who_came_until_then_less_those_who_left_and_the_last_day_is_not_over()
    {
        var gold = Gold() with
        {
            Passages =
            [
                new(Icu, Tuesday, 3, 1), new(Icu, Tuesday.AddDays(2), 0, 1), new(Surgery, Tuesday.AddDays(2), 1, 0),
                new(Gone, Tuesday, 5, 0), new(Icu, Tuesday.AddDays(3), 9, 0),
            ],
        };
        Assert.Equal([2, 2, 1], MidnightKpi.Of(gold).Where(m => m is { HospitalId: 1, Department: "ICU" }).Select(m => m.Patients));
        Assert.Equal([0, 0, 1], MidnightKpi.Of(gold).Where(m => m.Department == "Surgery").Select(m => m.Patients));
        Assert.Equal(9, MidnightKpi.Of(gold).Count());
    }

    [Fact]
    public void A_stay_of_exactly_a_day_is_in_the_band_that_begins_with_it_and_every_band_has_a_row()
    {
        var bands = LengthBands.Of(Gold(Ended(Icu, 24), Ended(Icu, 23.9), Ended(Icu, 0), Ended(Icu, 900), Open(Icu)));
        Assert.Equal(9, bands.Count);
        Assert.Equal(
            [new ShareKpi("< 4 h", 1, 25), new ShareKpi("8-24 h", 1, 25), new ShareKpi("1-2 d", 1, 25), new ShareKpi("14 d +", 1, 25)],
            bands.Where(b => b.Count > 0));
    }

    [Fact]
    public void A_stay_whose_length_is_not_known_is_in_no_band() =>
        Assert.All(LengthBands.Of(Gold(Ended(Icu, 1) with { Hours = null })), b => Assert.Equal((0, null), (b.Count, b.Percent)));
}
