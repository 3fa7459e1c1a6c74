using System.Collections.Immutable;
using PatientFlow.Alerts;
using PatientFlow.Silo.Screen;

namespace PatientFlow.Tests.Screen;

public sealed class AlertNewsTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private AlertNews news = new();

    [Fact]
    public void An_alert_is_told_once_at_once_with_what_was_seen_and_once_when_it_is_over()
    {
        Assert.Equal(["Alert gap of partition 2: seen"], Look(0, [Sight.Alert(AlertCause.Gap, "partition 2")]));
        for (var second = 1; second < 300; second++) Assert.Empty(Look(second, [Sight.Alert(AlertCause.Gap, "partition 2")]));
        Assert.Equal(["Alert gap of partition 2 is over"], Look(300, []));
        Assert.Empty(Look(301, []));
    }

    [Fact]
    public void Wards_that_fill_and_empty_within_a_minute_share_a_line()
    {
        Assert.Equal(["Alert occupancy_high of H1-ICU: seen"], Look(0, Sight.Full("H1-ICU")));
        Assert.Empty(Look(10, Sight.Full("H1-ICU", "H2-ICU")));
        Assert.Empty(Look(59, Sight.Full("H2-ICU", "H3-ICU")));
        Assert.Equal(
            ["Alert occupancy_high of H2-ICU, H3-ICU began, of H1-ICU is over"], Look(60, Sight.Full("H2-ICU", "H3-ICU")));
        Assert.Empty(Look(200, Sight.Full("H2-ICU", "H3-ICU")));
    }

    [Fact]
    public void A_busy_cause_holds_up_no_other()
    {
        Look(0, Sight.Full("H1-ICU"));
        Assert.Equal(
            ["Alert source_away of source: seen"],
            Look(1, [.. Sight.Full("H1-ICU", "H2-ICU"), Sight.Alert(AlertCause.SourceAway, "source")]));
    }

    [Fact]
    public void An_alert_that_begins_and_ends_between_two_lines_is_in_the_next_one()
    {
        Look(0, Sight.Full("H1-ICU"));
        Look(10, Sight.Full("H1-ICU", "H2-ICU"));
        Assert.Equal(["Alert occupancy_high of H2-ICU began, of H2-ICU is over"], Look(61, Sight.Full("H1-ICU")));
    }

    [Fact]
    public void A_line_names_at_most_twenty_wards() =>
        Assert.EndsWith(" and 30 more began", Assert.Single(Look(0, Sight.Full(Enumerable.Range(1, 50).Select(n => $"H{n}-ICU")))), StringComparison.Ordinal);

    [Fact]
    public void Whatever_happens_each_beginning_and_each_end_is_told_exactly_once()
    {
        var random = new Random(7);
        var (lines, active) = (new List<string>(), ImmutableArray<Alert>.Empty);
        var expected = 0;
        for (var (second, number) = (0, 0); second < 5_000; second++)
        {
            if (active.Length > 0 && random.Next(10) == 0)
            {
                active = active.RemoveAt(random.Next(active.Length));
                expected++;
            }

            if (random.Next(10) == 0)
            {
                active = active.Add(Sight.Alert(AlertCause.OccupancyHigh, $"H{++number}-ICU", number));
                expected++;
            }

            lines.AddRange(Look(second, active));
        }

        lines.AddRange(Look(6_000, active));
        Assert.Equal(expected, lines.Sum(l => l.Split("-ICU").Length - 1));
        Assert.True(lines.Count <= 6_000 / 60 + 1, $"{lines.Count} lines");
    }

    private ImmutableArray<string> Look(int second, ImmutableArray<Alert> active)
    {
        (news, var lines) = news.After(active, Start.AddSeconds(second));
        return lines;
    }
}
