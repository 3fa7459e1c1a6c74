using PatientFlow.Events;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

public sealed class AgeRuleTests
{
    [Theory]
    [InlineData(-5)]
    [InlineData(-1)]
    [InlineData(121)]
    [InlineData(125)]
    [InlineData(200)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void An_age_below_0_or_above_120_is_removed_and_flagged(int age)
    {
        var e = SentEvent.Admission().With("age", age).Clean();

        Assert.Null(e.Age);
        Assert.Equal(QualityFlags.InvalidAge, e.Flags);
        Assert.Equal(ExtraFlags.None, e.Extra);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(120)]
    public void An_age_from_0_to_120_is_kept(int age)
    {
        var e = SentEvent.Admission().With("age", age).Clean();

        Assert.Equal(age, e.Age);
        Assert.Equal(QualityFlags.None, e.Flags);
    }

    [Fact]
    public void A_missing_age_is_no_invalid_age()
    {
        var e = SentEvent.Admission().With("age", null).Clean();

        Assert.Equal(QualityFlags.None, e.Flags);
        Assert.Equal(ExtraFlags.MissingAge, e.Extra);
    }

    [Fact]
    public void An_unreadable_age_is_malformed_and_not_missing()
    {
        var e = SentEvent.Admission().With("age", "forty").Clean();

        Assert.Null(e.Age);
        Assert.Equal(QualityFlags.None, e.Flags);
        Assert.Equal(ExtraFlags.MalformedField, e.Extra);
    }
}
