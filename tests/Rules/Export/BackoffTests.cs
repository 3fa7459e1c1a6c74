using PatientFlow.Turns;

namespace PatientFlow.Tests.Export;

public sealed class BackoffTests
{
    [Fact]
    public void A_pause_doubles_with_each_failure_up_to_its_limit_however_many_there_are() =>
        Assert.Equal(
            [0.5, 1, 2, 4, 8, 10, 10, 10],
            new[] { 1, 2, 3, 4, 5, 6, 7, int.MaxValue }.Select(
                n => Backoff.After(n, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(10)).TotalSeconds));

    [Fact]
    public void Not_even_the_first_pause_is_over_the_limit() =>
        Assert.Equal(TimeSpan.FromSeconds(3), Backoff.After(1, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3)));

    [Fact]
    public void Without_a_first_pause_there_is_none() =>
        Assert.Equal(TimeSpan.Zero, Backoff.After(int.MaxValue, TimeSpan.Zero, TimeSpan.FromSeconds(3)));

    [Fact]
    public void Without_a_failure_there_is_no_pause_to_ask_for() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Backoff.After(0, TimeSpan.Zero, TimeSpan.Zero));
}
