using PatientFlow.Kpi;

namespace PatientFlow.Tests.Kpi;

public sealed class FullnessRulesTests
{
    [Theory]
    [InlineData(0, 0, "no_beds")]
    [InlineData(3, 0, "no_beds")]
    [InlineData(0, 20, "open")]
    [InlineData(16, 20, "open")]
    [InlineData(17, 20, "filling")]
    [InlineData(18, 20, "filling")]
    [InlineData(23, 25, "nearly_full")]
    [InlineData(19, 20, "nearly_full")]
    [InlineData(20, 20, "full")]
    [InlineData(21, 20, "over")]
    [InlineData(1_000, 1, "over")]
    public void Every_bed_taken_is_full_more_is_over_and_each_limit_begins_at_its_share(int patients, int beds, string name) =>
        Assert.Equal(name, FullnessRules.Of(patients, beds, 85, 92).Name());

    [Fact]
    public void An_empty_department_is_open_whatever_the_limits()
    {
        Assert.Equal(Fullness.Open, FullnessRules.Of(0, 20, 0, 0));
        Assert.Equal(Fullness.NearlyFull, FullnessRules.Of(1, 20, 0, 0));
    }

    [Fact]
    public void Full_is_full_whatever_the_limits()
    {
        Assert.Equal(Fullness.Full, FullnessRules.Of(20, 20, 110, 120));
        Assert.Equal(Fullness.Over, FullnessRules.Of(21, 20, 110, 120));
        Assert.Equal(Fullness.Open, FullnessRules.Of(19, 20, 110, 120));
    }
}
