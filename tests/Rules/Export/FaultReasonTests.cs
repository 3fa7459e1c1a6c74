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
}
