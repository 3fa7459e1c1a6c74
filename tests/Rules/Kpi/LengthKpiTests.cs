using PatientFlow.Kpi;
using static PatientFlow.Tests.Kpi.KpiExamples;

namespace PatientFlow.Tests.Kpi;

/// <summary>Average length of stay, as docs/decisions/0014 decides it.</summary>
public sealed class LengthKpiTests
{
    [Fact]
    public void A_stay_of_zero_hours_is_a_discharge_and_counts_with_none() =>
        Assert.Equal([new LengthKpi("ICU", 2, 3, 0, 6)], LengthKpi.Of(Gold(Ended(Icu, 0), Ended(Icu, 6))));

    [Fact]
    public void A_department_with_stays_of_zero_hours_alone_has_a_length_of_zero() =>
        Assert.Equal([new LengthKpi("Surgery", 1, 0, 0, 0)], LengthKpi.Of(Gold(Ended(Surgery, 0))));

    [Fact]
    public void A_stay_that_lasts_has_no_length() =>
        Assert.Equal([new LengthKpi("ICU", 1, 6, 6, 6)], LengthKpi.Of(Gold(Open(Icu), Ended(Icu, 6), Open(Surgery))));

    [Fact]
    public void A_stay_whose_department_the_network_does_not_know_is_of_Unknown() =>
        Assert.Equal([new LengthKpi("Unknown", 2, 3, 2, 4)], LengthKpi.Of(Gold(Ended(null, 2), Ended(Gone, 4))));

    [Fact]
    public void Departments_of_one_name_are_one_over_all_hospitals() =>
        Assert.Equal([new LengthKpi("ICU", 2, 3, 2, 4)], LengthKpi.Of(Gold(Ended(Icu, 2), Ended(OtherIcu, 4))));
}
