using PatientFlow.Alerts;
using PatientFlow.Silo.Screen;

namespace PatientFlow.Tests.Screen;

public sealed class StatusLineTests
{
    [Fact]
    public void A_flow_that_is_well_is_told_in_one_line() => Assert.Equal(
        "1,234 events/s   1,080 admitted   no alerts   lake up to date   no lag", StatusLine.Of(Sight.Figures));

    [Fact]
    public void The_line_names_lag_alerts_and_the_age_of_the_lake()
    {
        var figures = Sight.Figures with
        {
            ApplyLag = 12_345,
            ExportLag = 20_000,
            LakeAge = TimeSpan.FromSeconds(2),
            Alerts = [.. Sight.Full("H1-ICU"), Sight.Alert(AlertCause.OccupancyCritical, "H1-ICU")],
        };
        Assert.Equal("1,234 events/s   1,080 admitted   2 alerts (1 critical)   lake 2 s old   lag 12,345", StatusLine.Of(figures));
    }

    [Theory]
    [InlineData(-5, "lake 0 s old")] // The clock was set back.
    [InlineData(119, "lake 119 s old")]
    [InlineData(121, "lake 2 min old")]
    [InlineData(7199, "lake 119 min old")]
    [InlineData(7201, "lake 2 h old")]
    public void The_age_of_the_lake_has_a_unit_that_fits(int seconds, string told) => Assert.Contains(
        told, StatusLine.Of(Sight.Figures with { ExportLag = 1, LakeAge = TimeSpan.FromSeconds(seconds) }), StringComparison.Ordinal);

    [Fact]
    public void A_lake_that_took_nothing_yet_says_what_it_lacks() =>
        Assert.Contains("lake lacks 7", StatusLine.Of(Sight.Figures with { ExportLag = 7 }), StringComparison.Ordinal);

    [Fact]
    public void On_no_terminal_does_the_line_reach_the_last_column_or_end_within_a_figure()
    {
        var full = StatusLine.Of(Sight.Figures);
        for (var width = 0; width < 200; width++)
        {
            var line = StatusLine.Of(Sight.Figures, width);
            Assert.True(line.Length < Math.Max(width, 1), $"{width} columns: {line}");
            Assert.True(
                line == full || line.Length == 0 || full.StartsWith(line + "   ", StringComparison.Ordinal), $"{width} columns: {line}");
        }

        Assert.Equal(full, StatusLine.Of(Sight.Figures, 80));
    }

    [Fact]
    public void The_rate_is_that_of_the_last_looks_and_never_below_zero()
    {
        var rate = new EventRate();
        Assert.Equal(0, rate.PerSecond);
        for (var second = 0; second <= 20; second++) rate = rate.With(TimeSpan.FromSeconds(second), second < 10 ? 0 : (second - 10) * 50);
        Assert.Equal(50, rate.PerSecond);
        Assert.Equal(0, rate.With(TimeSpan.FromSeconds(21), 0).PerSecond);
    }
}
