using PatientFlow.Export;

namespace PatientFlow.Tests.Export;

public sealed class FaultReasonTests
{
    [Fact]
    public void A_fault_is_told_by_its_kind_and_never_by_its_own_message() =>
        Assert.Equal("FormatException", FaultReason.Of(new FormatException("'p-123' is no age"), null));

    [Fact]
    public void Words_that_somebody_vouches_for_follow_the_kind() =>
        Assert.Equal("IOException: the disk is full", FaultReason.Of(new IOException("?"), "the disk is full"));

    [Fact]
    public void A_page_of_words_becomes_one_line_of_bounded_length()
    {
        var reason = FaultReason.Of(new IOException("?"), "first\r\nsecond " + new string('x', 5_000));

        Assert.StartsWith("IOException: first  second xxx", reason, StringComparison.Ordinal);
        Assert.Equal((FaultReason.LengthMax, '…'), (reason.Length, reason[^1]));
    }

    [Fact]
    public void Words_as_long_as_the_bound_are_kept_whole()
    {
        var words = new string('x', FaultReason.LengthMax - "IOException: ".Length);

        Assert.Equal("IOException: " + words, FaultReason.Of(new IOException("?"), words));
    }

    [Fact]
    public void Of_what_Orleans_wraps_the_kind_is_that_of_what_was_thrown_first()
    {
        var full = new IOException("full", new InvalidOperationException("within"));

        Assert.Same(full, FaultReason.Cause(new OrleansException("of grain p-123", new OrleansException("again", full))));
        Assert.Equal("IOException", new RunFault(new OrleansException("of grain p-123", full), "?").Kind);
        Assert.Equal("IOException: full", FaultReason.Of(new OrleansException("of grain p-123", full), "full"));
    }

    [Fact]
    public void A_fault_of_Orleans_itself_is_its_own_cause()
    {
        var fault = new OrleansException("no silo");

        Assert.Same(fault, FaultReason.Cause(fault));
    }
}
