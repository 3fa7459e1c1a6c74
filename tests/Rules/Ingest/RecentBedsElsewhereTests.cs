using PatientFlow.Ingest;

namespace PatientFlow.Tests.Ingest;

public sealed class RecentBedsElsewhereTests
{
    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_bed_is_kept_for_the_window_after_it_was_last_named()
    {
        var beds = new RecentBedsElsewhere();
        beds.Add(Bed("A", 0));
        beds.Add(Bed("B", 1));
        beds.Add(Bed("A", 10));

        Assert.Equal(["B", "A"], Ids(beds, 15));
        Assert.Equal(["B", "A"], Ids(beds, 16));
        Assert.Equal(["A"], Ids(beds, 17));
        Assert.Equal(["A"], Ids(beds, 25));
        Assert.Empty(Ids(beds, 26));
    }

    [Fact]
    public void Of_too_many_the_one_named_longest_ago_is_dropped()
    {
        var beds = new RecentBedsElsewhere();
        for (var i = 0; i <= RecentBedsElsewhere.BedsMax; i++) beds.Add(Bed($"B{i}", 0));

        Assert.Equal(Enumerable.Range(1, RecentBedsElsewhere.BedsMax).Select(i => $"B{i}"), Ids(beds, 0));
    }

    private static IEnumerable<string> Ids(RecentBedsElsewhere beds, int minute) =>
        beds.At(Noon.AddMinutes(minute)).Select(b => b.BedId);

    private static MisplacedBed Bed(string id, int minute) => new() { BedId = id, At = Noon.AddMinutes(minute) };
}
