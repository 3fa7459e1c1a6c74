using PatientFlow.Recorded;

namespace PatientFlow.Tests.Recorded;

public sealed class LineTallyTests
{
    [Fact]
    public void Reasons_come_by_frequency_with_the_first_lines_of_each()
    {
        var tally = new LineTally();
        foreach (var line in Enumerable.Range(1, 10)) tally.Add(line, line % 2 == 0 ? "NOT_JSON" : line is 3 or 5 ? "INVALID_ID" : line == 9 ? "A" : null);

        Assert.Equal((10, 8, 2), (tally.Lines, tally.Unusable, tally.Usable));
        Assert.Equal("5 NOT_JSON (lines 2, 4, 6, ...), 2 INVALID_ID (lines 3, 5), 1 A (line 9)", $"{tally}");
        Assert.Equal("NOT_JSON", tally.MainReason);
    }

    [Fact]
    public void A_line_that_holds_several_is_named_once()
    {
        var tally = new LineTally();
        for (var n = 0; n < 2; n++) tally.Add(1, "NOT_JSON");
        Assert.Equal("2 NOT_JSON (line 1)", $"{tally}");
    }

    [Fact]
    public void Without_a_reason_there_is_nothing_to_say() => Assert.Equal(("", null), ($"{new LineTally()}", new LineTally().MainReason));
}
