using System.Text;
using PatientFlow.Quality;

namespace PatientFlow.Tests.Quality;

public sealed class PayloadFaultTests
{
    [Theory]
    [InlineData("hello", 1, 1)]
    [InlineData("{\"event_id\":\"e\"", 1, 16)]
    [InlineData("{\"event_id\":\"e\",\n \"age\": 4x}", 2, 10)]
    [InlineData("{\"event_id\":\"é\" x", 1, 18)]
    [InlineData("", 1, 1)]
    public void What_is_no_JSON_is_told_by_line_and_byte(string payload, int line, int at)
    {
        var fault = Of(payload);
        Assert.Equal((UnusableReason.NotJson, (long?)line, (long?)at, null), (fault.Reason, fault.Line, fault.Byte, fault.Field));
    }

    [Theory]
    [InlineData("[]", UnusableReason.NotAnObject, null)]
    [InlineData("{}", UnusableReason.MissingEventId, "event_id")]
    [InlineData("{\"event_id\":\"a\\u0007\"}", UnusableReason.InvalidId, "event_id")]
    [InlineData("{\"event_id\":\"a\",\"patient_id\":\"a\\u0007\"}", UnusableReason.InvalidId, "patient_id")]
    public void What_is_JSON_is_told_by_its_field(string payload, UnusableReason reason, string? field)
    {
        var fault = Of(payload);
        Assert.Equal((reason, field, null), (fault.Reason, fault.Field, fault.Line));
    }

    [Fact]
    public void Every_reason_has_words_of_its_own_that_fit_a_terminal()
    {
        var words = Enum.GetValues<UnusableReason>().Where(r => r != UnusableReason.None).Select(r => r.Words()).ToList();
        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.All(words, w => Assert.EndsWith(".", w, StringComparison.Ordinal));
        Assert.All(words, w => Assert.InRange(w.Length, 1, 69));
    }

    private static PayloadFault Of(string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        var reason = WireReader.Read(bytes, new TextPool(), out var wire);
        return PayloadFault.Of(bytes, reason, wire);
    }
}
