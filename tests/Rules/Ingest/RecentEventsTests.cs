using PatientFlow.Events;
using PatientFlow.Ingest;

namespace PatientFlow.Tests.Ingest;

public sealed class RecentEventsTests
{
    private static readonly Guid[] Keys = [.. Enumerable.Range(1, 4).Select(i => new Guid(i, 0, 0, new byte[8]))];

    [Fact]
    public void The_oldest_is_dropped_for_a_new_one()
    {
        var recent = new RecentEvents(3);
        foreach (var key in Keys) recent.Add(key, Event(1));

        Assert.Null(recent.Find(Keys[0]));
        Assert.All(Keys[1..], k => Assert.NotNull(recent.Find(k)));
    }

    [Fact]
    public void A_repetition_is_counted_and_what_became_of_the_first_stands()
    {
        var recent = new RecentEvents(3);
        recent.Add(Keys[0], Event(1));
        recent.Add(Keys[0], Event(2) with { Duplicate = true });
        recent.Add(Keys[0], Event(3) with { Duplicate = true });

        Assert.Equal((1L, 2, false), Seen(recent));
    }

    [Fact]
    public void An_event_that_was_repaired_and_came_again_takes_the_place_of_the_first()
    {
        var recent = new RecentEvents(3);
        recent.Add(Keys[0], Event(1) with { Quarantined = "MISSING_PATIENT_ID" });
        recent.Add(Keys[0], Event(2));

        Assert.Equal((2L, 0, false), Seen(recent));
    }

    [Fact]
    public void A_repetition_of_what_is_no_longer_kept_is_known_as_one()
    {
        var recent = new RecentEvents(3);
        recent.Add(Keys[0], Event(7) with { Duplicate = true });

        Assert.Equal((7L, 0, true), Seen(recent));
    }

    private static (long Offset, int Repeated, bool Duplicate) Seen(RecentEvents recent) =>
        recent.Find(Keys[0]) is { } e ? (e.Offset, e.Repeated, e.Duplicate) : default;

    private static AppliedEvent Event(long offset) => new()
    {
        EventId = "e", Partition = 0, Offset = offset, Flags = QualityFlags.None, Extra = ExtraFlags.None, AppliedAt = default,
    };
}
