using PatientFlow.Quality;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

public sealed class StayLengthTests
{
    [Fact]
    public void It_is_recomputed_where_both_times_exist() =>
        Assert.Equal(4.0, SentEvent.Discharge().With("length_of_stay_hrs", 99).Clean().LengthOfStayHours);

    [Fact]
    public void It_is_recomputed_over_a_negative_one() =>
        Assert.Equal(4.0, SentEvent.Discharge().With("length_of_stay_hrs", -4).Clean().LengthOfStayHours);

    [Fact]
    public void It_keeps_four_decimals() =>
        Assert.Equal(
            0.3834, StayLength.Hours(SentEvent.Time("07:37"), SentEvent.Time("2025-06-03T08:00:00.123456")));

    [Fact]
    public void It_is_null_where_rule_1_made_the_admission_up() =>
        Assert.Null(SentEvent.Discharge().Admitted("2025-06-05T00:00:00").With("length_of_stay_hrs", 1.5).Clean().LengthOfStayHours);

    [Fact]
    public void It_is_null_where_rule_3_removed_the_discharge() =>
        Assert.Null(SentEvent.Discharge().Discharged("07:00").With("length_of_stay_hrs", 1.5).Clean().LengthOfStayHours);

    [Theory]
    [InlineData("16.0", 16.0)]
    [InlineData("0", 0.0)]
    [InlineData("-0.01", null)]
    [InlineData("-1e300", null)]
    [InlineData("null", null)]
    public void Where_a_time_is_missing_the_sent_one_stays_unless_it_is_negative(string sent, double? kept) =>
        Assert.Equal(kept, SentEvent.Discharge().Admitted(null).Raw("length_of_stay_hrs", sent).Clean().LengthOfStayHours);

    [Fact]
    public void Minus_zero_becomes_zero()
    {
        var hours = SentEvent.Discharge().Admitted(null).Raw("length_of_stay_hrs", "-0.0").Clean().LengthOfStayHours;

        Assert.False(double.IsNegative(Assert.NotNull(hours)));
    }
}
