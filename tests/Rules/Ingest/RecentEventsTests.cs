using PatientFlow.Events;
using PatientFlow.Ingest;

namespace PatientFlow.Tests.Ingest;

public sealed class RecentEventsTests
{
    [Fact]
    public void The_oldest_is_dropped_for_a_new_one()
    {
        var recent = new RecentEvents(3);
        foreach (var id in new[] { "a", "b", "c", "d" }) recent.Add(Event(1) with { EventId = id });

        Assert.Equal([null, "b", "c", "d"], new[] { "a", "b", "c", "d" }.Select(id => recent.Find(id)?.EventId));
    }

    [Fact]
    public void A_repetition_is_counted_and_what_became_of_the_first_stands()
    {
        var recent = new RecentEvents(3);
        recent.Add(Event(1));
        recent.Add(Event(2) with { Duplicate = true });
        recent.Add(Event(3) with { Duplicate = true });

        Assert.Equal((1L, 2, false), Seen(recent));
    }

    [Fact]
    public void An_event_that_was_repaired_and_came_again_takes_the_place_of_the_first()
    {
        var recent = new RecentEvents(3);
        recent.Add(Event(1) with { Quarantined = "MISSING_PATIENT_ID" });
        recent.Add(Event(2));

        Assert.Equal((2L, 0, false), Seen(recent));
    }

    [Fact]
    public void A_repetition_of_what_is_no_longer_kept_is_known_as_one()
    {
        var recent = new RecentEvents(3);
        recent.Add(Event(7) with { Duplicate = true });

        Assert.Equal((7L, 0, true), Seen(recent));
    }

    private static (long Offset, int Repeated, bool Duplicate) Seen(RecentEvents recent) =>
        recent.Find("e") is { } e ? (e.Offset, e.Repeated, e.Duplicate) : default;

    private static AppliedEvent Event(long offset) => new()
    {
        EventId = "e", Partition = 0, Offset = offset, Flags = QualityFlags.None, Extra = ExtraFlags.None, AppliedAt = default,
    };
}
