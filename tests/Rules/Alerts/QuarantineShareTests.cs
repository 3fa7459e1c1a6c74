using PatientFlow.Alerts;

namespace PatientFlow.Tests.Alerts;

public sealed class QuarantineShareTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly DateTime start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Before_a_second_look_nothing_has_arrived() => Assert.Equal((0, 0), Of((0, 900, 90)));

    [Fact]
    public void It_counts_what_came_since_the_first_look() => Assert.Equal((100, 10), Of((0, 900, 90), (5, 1_000, 100)));

    [Fact]
    public void What_came_before_the_window_does_not_count() =>
        Assert.Equal((40, 1), Of((0, 0, 0), (5, 100, 100), (21, 120, 100), (30, 160, 101)));

    [Fact]
    public void Counts_that_begin_anew_count_from_zero() =>
        Assert.Equal((30, 3), Of((0, 900, 90), (5, 1_000, 100), (6, 20, 2), (7, 30, 3)));

    [Fact]
    public void Where_only_the_records_go_back_their_grain_began_anew_too() =>
        Assert.Equal((30, 1), Of((0, 900, 0), (5, 1_000, 0), (6, 20, 0), (7, 30, 1)));

    [Fact]
    public void Where_only_those_in_quarantine_go_back_their_grain_began_anew_too() =>
        Assert.Equal((1_100, 3), Of((0, 900, 90), (5, 1_000, 100), (6, 1_100, 3)));

    [Fact]
    public void A_look_that_is_exactly_as_old_as_the_window_is_within_it() =>
        Assert.Equal((150, 12), Of((0, 0, 0), (5, 100, 10), (15, 150, 12)));

    [Fact]
    public void Without_a_look_or_without_a_record_nothing_is_the_share()
    {
        Assert.Equal((0, 0), Of());
        Assert.Equal(0, new QuarantineShare().Percent);
        Assert.Equal(0, new QuarantineShare().With(start, 0, 0, Window).Percent);
    }

    [Fact]
    public void A_silent_hour_ends_the_share() => Assert.Equal((0, 0), Of((0, 0, 0), (5, 100, 100), (70, 100, 100), (90, 100, 100)));

    private (long, long) Of(params (int Minute, long Records, long Quarantined)[] looks)
    {
        var share = looks.Aggregate(
            new QuarantineShare(), (s, l) => s.With(start.AddMinutes(l.Minute), l.Records, l.Quarantined, Window));
        return (share.Records, share.Quarantined);
    }
}
