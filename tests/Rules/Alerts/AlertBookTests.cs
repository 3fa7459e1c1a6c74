using System.Collections.Immutable;
using PatientFlow.Alerts;

namespace PatientFlow.Tests.Alerts;

public sealed class AlertBookTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly AlertLimits Limits = new();
    private static readonly Condition Gap = new(new AlertKey(AlertCause.Gap, "partition 2"), "offset 5 is wanted");
    private static readonly Condition Lag = new(new AlertKey(AlertCause.Lag, "partition 2"), "far behind");

    private AlertBook book = new();

    [Fact]
    public void A_fault_is_an_alert_at_once_and_once()
    {
        Assert.Equal("gap partition 2 fired", Look(0, Gap));
        for (var second = 5; second < 500; second += 5) Assert.Equal("", Look(second, Gap));
        var alert = Assert.Single(book.Active);
        Assert.Equal("gap-partition-2-20260101T000000000Z", alert.Id);
        Assert.Equal((Start, Start.AddSeconds(495)), (alert.FirstAt, alert.LastAt));
    }

    [Fact]
    public void A_limit_must_be_passed_for_a_while_and_is_told_from_its_beginning()
    {
        Assert.Equal("", Look(10, Lag));
        Assert.Equal("", Look(39, Lag));
        Assert.Equal("lag partition 2 fired", Look(40, Lag));
        Assert.Equal(Start.AddSeconds(10), Assert.Single(book.Active).FirstAt);
    }

    [Fact]
    public void A_limit_that_is_kept_in_between_begins_its_while_anew()
    {
        Look(0, Lag);
        Look(20);
        Assert.Equal("", Look(25, Lag));
        Assert.Equal("", Look(54, Lag));
        Assert.Equal("lag partition 2 fired", Look(55, Lag));
    }

    [Fact]
    public void An_alert_ends_when_all_was_well_for_a_while_and_can_then_come_again()
    {
        Look(0, Gap);
        Assert.Equal("", Look(5));
        Assert.Equal("", Look(64));
        Assert.Equal("gap partition 2 cleared", Look(65));
        Assert.Empty(book.Active);
        var over = Assert.Single(book.Cleared);
        Assert.Equal((Start, Start.AddSeconds(65)), (over.LastAt, over.ClearedAt));
        Assert.Equal("", Look(70));
        Assert.Equal("gap partition 2 fired", Look(75, Gap));
        Assert.NotEqual(over.Id, Assert.Single(book.Active).Id);
    }

    [Fact]
    public void What_wavers_is_one_alert()
    {
        Look(0, Gap);
        for (var second = 5; second < 1_000; second += 5) Assert.Equal("", second % 60 == 0 ? Look(second, Gap) : Look(second));
        Assert.Single(book.Active);
    }

    [Fact]
    public void Two_subjects_are_two_alerts()
    {
        var other = Gap with { Key = Gap.Key with { Subject = "partition 3" } };
        Assert.Equal("gap partition 2 fired, gap partition 3 fired", Look(0, Gap, other));
        Assert.Equal("", Look(5, other));
        Assert.Equal("gap partition 2 cleared", Look(65, other));
        Assert.Equal("partition 3", Assert.Single(book.Active).Subject);
    }

    [Fact]
    public void The_detail_is_what_was_seen_last()
    {
        Look(0, Gap);
        Look(5, Gap with { Detail = "offset 6 is wanted" });
        Assert.Equal("offset 6 is wanted", Assert.Single(book.Active).Detail);
    }

    [Fact]
    public void What_cannot_be_seen_neither_ends_nor_begins()
    {
        Look(0, Gap);
        Look(5);
        for (var second = 10; second < 300; second += 5) Assert.Equal("", Blind(second));
        Assert.Equal("", Look(300));
        Assert.Equal("", Look(359));
        Assert.Equal("gap partition 2 cleared", Look(360));
    }

    [Fact]
    public void A_limit_that_cannot_be_seen_for_a_moment_goes_on_being_passed()
    {
        Look(0, Lag);
        Blind(15);
        Assert.Equal("lag partition 2 fired", Look(30, Lag));
    }

    [Fact]
    public void A_restart_fires_none_again_and_ends_none_before_its_while()
    {
        Look(0, Gap);
        book = new AlertBook { Active = book.Active, Cleared = book.Cleared };
        Assert.Equal("", Look(7_200));
        Assert.Equal("", Look(7_205, Gap));
        Assert.Equal(Start, Assert.Single(book.Active).FirstAt);
    }

    [Fact]
    public void The_last_hundred_that_are_over_are_kept_newest_first()
    {
        for (var i = 0; i < 150; i++)
        {
            Look(i * 200, Gap);
            Look(i * 200 + 5);
            Look(i * 200 + 65);
        }

        Assert.Equal(AlertBook.ClearedMax, book.Cleared.Length);
        Assert.Equal(Start.AddSeconds(149 * 200), book.Cleared[0].FirstAt);
    }

    private string Look(int second, params ImmutableArray<Condition> conditions) => Look(second, new Findings(conditions, []));

    private string Blind(int second) => Look(second, new Findings([], [AlertCause.Gap, AlertCause.Lag]));

    private string Look(int second, Findings findings)
    {
        (book, var notices) = book.After(findings, Start.AddSeconds(second), Limits);
        return string.Join(", ", notices.Select(n => $"{n.Alert.Cause.Name()} {n.Alert.Subject} {n.Kind}"));
    }
}
