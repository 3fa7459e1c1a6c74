using System.Text;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

public sealed class UnusablePayloadTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("hello")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{\"event_id\":\"E\"")]
    [InlineData("{\"event_id\":\"E\",}")]
    [InlineData("{\"event_id\":\"E\"} x")]
    [InlineData("{\"event_id\":\"E\"}{\"event_id\":\"F\"}")]
    [InlineData("{'event_id':'E'}")]
    [InlineData("{event_id:\"E\"}")]
    [InlineData("{\"event_id\":\"E\",\"age\":045}")]
    [InlineData("{\"event_id\":\"E\",\"age\":NaN}")]
    [InlineData("{\"event_id\":\"E\\x\"}")]
    [InlineData("{\"event_id\":\"a\tb\"}")]
    [InlineData("/* c */{\"event_id\":\"E\"}")]
    [InlineData("[1,2")]
    [InlineData("[1] 2")]
    [InlineData("nul")]
    public void What_is_no_single_JSON_value_is_NOT_JSON(string payload) => Is(UnusableReason.NotJson, payload);

    [Fact]
    public void A_byte_order_mark_is_NOT_JSON() => Is(UnusableReason.NotJson, "\uFEFF{\"event_id\":\"E\"}");

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("12")]
    [InlineData("\"event\"")]
    [InlineData("[{\"event_id\":\"E\"}]")]
    public void JSON_that_is_no_object_is_NOT_AN_OBJECT(string payload) => Is(UnusableReason.NotAnObject, payload);

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"event_id\":null}")]
    [InlineData("{\"event_id\":\"\"}")]
    [InlineData("{\"event_id\":7}")]
    [InlineData("{\"Event_Id\":\"E\"}")]
    public void An_object_without_an_event_id_is_MISSING_EVENT_ID(string payload) =>
        Is(UnusableReason.MissingEventId, payload);

    [Theory]
    [InlineData("event_id")]
    [InlineData("patient_id")]
    public void An_id_that_is_too_long_or_holds_a_control_character_is_an_INVALID_ID(string field)
    {
        var sent = SentEvent.Admission().Id("E");

        Is(UnusableReason.None, sent.With(field, new string('x', 256)).Json);
        Is(UnusableReason.InvalidId, sent.With(field, new string('x', 257)).Json);
        Is(UnusableReason.InvalidId, sent.Raw(field, "\"\\u0001\"").Json);
        Is(UnusableReason.InvalidId, sent.Raw(field, "\"a\\nb\"").Json);
        Is(UnusableReason.InvalidId, sent.Raw(field, "\"a\\u0085b\"").Json);
        Is(UnusableReason.None, sent.Raw(field, "\"a b\"").Json);
    }

    [Theory]
    [InlineData("{\"event_id\":\"\\ud800\"}")]
    [InlineData("{\"event_id\":\"E\",\"gender\":\"\\udc00x\"}")]
    [InlineData("{\"event_id\":\"E\",\"event_timestamp\":\"2025-06-03T10:00:00\\ud800\"}")]
    public void Half_a_surrogate_pair_in_a_known_field_is_INVALID_TEXT(string payload) =>
        Is(UnusableReason.InvalidText, payload);

    [Fact]
    public void Half_a_surrogate_pair_in_an_unknown_field_does_no_harm() =>
        Is(UnusableReason.None, "{\"event_id\":\"E\",\"note\":\"\\ud800\"}");

    [Theory]
    [InlineData("{\"event_id\":\"*\"}")]
    [InlineData("{\"event_id\":\"E\",\"gender\":\"*\"}")]
    [InlineData("{\"event_id\":\"E\",\"event_timestamp\":\"*\"}")]
    [InlineData("{\"event_id\":\"E\",\"note\":\"*\"}")]
    [InlineData("{\"event_id\":\"E\",\"*\":1}")]
    [InlineData("{\"*\":1}")]
    public void Bytes_that_are_no_UTF8_anywhere_are_INVALID_TEXT_since_Bronze_could_not_give_them_back(string template)
    {
        foreach (var bad in new byte[][] { [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80] })
        {
            var at = template.IndexOf('*', StringComparison.Ordinal);
            byte[] payload = [.. Encoding.UTF8.GetBytes(template[..at]), .. bad, .. Encoding.UTF8.GetBytes(template[(at + 1)..])];
            Assert.Equal(UnusableReason.InvalidText, WireReader.Read(payload, new TextPool(), out _));
        }
    }

    [Fact]
    public void Nesting_is_read_to_64_levels_and_no_deeper()
    {
        static string Nested(int levels) => $"{{\"event_id\":\"E\",\"x\":{new string('[', levels)}{new string(']', levels)}}}";

        Is(UnusableReason.None, Nested(63));
        Is(UnusableReason.NotJson, Nested(64));
        Is(UnusableReason.NotJson, Nested(1_000_000));
    }

    [Fact]
    public void An_event_that_is_cut_at_any_byte_is_NOT_JSON()
    {
        var payload = SentEvent.Discharge().Id("É").With("vitals", new { heart_rate = 62, temperature_f = 97.25 }).Utf8;
        for (var length = 0; length < payload.Length; length++)
            Assert.Equal(UnusableReason.NotJson, WireReader.Read(payload.AsSpan(0, length), new TextPool(), out _));
        Assert.Equal(UnusableReason.None, WireReader.Read(payload, new TextPool(), out _));
    }

    private static void Is(UnusableReason reason, string payload) =>
        Assert.Equal(reason, WireReader.Read(Encoding.UTF8.GetBytes(payload), new TextPool(), out _));
}
