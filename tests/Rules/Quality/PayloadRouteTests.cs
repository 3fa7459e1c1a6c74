using System.Security.Cryptography;
using System.Text;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

public sealed class PayloadRouteTests
{
    [Theory]
    [InlineData("""{"event_id":"E","patient_id":"P"}""", "P")]
    [InlineData("""{"patient_id":"P","x":{"patient_id":"Q"},"event_id":"E"}""", "P")]
    [InlineData("""{"event_id":"E","patient_id":null}""", "E")]
    [InlineData("""{"event_id":"E","patient_id":""}""", "E")]
    [InlineData("""{"event_id":"E","patient_id":7}""", "E")]
    [InlineData("""{"event_id":"E","patient_id":["P"]}""", "E")]
    [InlineData("""{"event_id":"E"}""", "E")]
    [InlineData("""{"event_id":"E","gender":"Male"}""", "E")]
    [InlineData("""{"gender":"Male","event_id":"E","patient_id":"P","department":"ICU"}""", "P")]
    [InlineData("""{"event_id":"E","patient_id":"P","patient_id":null}""", "E")]
    [InlineData("""{"event_id":"E","patient_id":"P","patient_id":"Q"}""", "Q")]
    [InlineData("""{"event_id":"E","p\u0061tient_id":"\u0050\u00e9"}""", "Pé")]
    public void The_key_is_the_patient_or_else_the_event(string payload, string key) =>
        Assert.Equal(key, Encoding.UTF8.GetString(Key(payload)));

    [Theory]
    [InlineData("""{"event_type":"BED_STATUS","event_id":"E","bed_id":"H3-ICU-7"}""", "H3-ICU-7")]
    [InlineData("""{"bed_id":" h3-icu-7","event_id":"E","event_type":"bed_status ","patient_id":"P"}""", "H3-ICU-7")]
    [InlineData("""{"event_type":"\u0042ed_status","event_id":"E","bed_id":"H3-ICU-7","patient_id":"P"}""", "H3-ICU-7")]
    [InlineData("""{"event_type":"BED_STATUS","event_id":"E"}""", "E")]
    [InlineData("""{"event_type":"BED_STATUS","event_id":"E","bed_id":7,"patient_id":"P"}""", "E")]
    [InlineData("""{"event_type":"BED_STATES","event_id":"E","bed_id":"H3-ICU-7","patient_id":"P"}""", "P")]
    [InlineData("""{"event_type":"VITALS","event_id":"E","bed_id":"H3-ICU-7","patient_id":"P"}""", "P")]
    public void The_key_of_what_is_declared_of_a_bed_is_the_bed(string payload, string key) =>
        Assert.Equal(key, Encoding.UTF8.GetString(Key(payload)));

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"event_id":null}""")]
    [InlineData("""{"gender":"Male"}""")]
    [InlineData("""[{"patient_id":"P"}]""")]
    [InlineData("""["patient_id","P"]""")]
    [InlineData("\"patient_id\"")]
    [InlineData("7")]
    [InlineData("""{"patient_id":"\ud800"}""")]
    [InlineData("""{"patient_id":"P" """)]
    public void A_payload_without_either_has_its_hash_as_key(string payload) =>
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(payload)), Key(payload));

    [Fact]
    public void A_key_that_is_too_long_is_hashed()
    {
        Assert.Equal(1_024, Key($$"""{"patient_id":"{{new string('x', 1_024)}}"}""").Length);
        Assert.Equal(
            SHA256.HashData(Encoding.UTF8.GetBytes(new string('x', 1_025))), Key($$"""{"patient_id":"{{new string('x', 1_025)}}"}"""));
    }

    [Fact]
    public void The_key_of_every_event_is_the_one_that_its_Bronze_row_names() =>
        Gens.ForScripts(1_000, steps =>
        {
            var sent = SentEvent.Vitals().Id("E");
            string[] values = ["null", "\"\"", "\"A\"", "\"É\"", "7", "{\"patient_id\":\"x\"}", "[\"y\"]"];
            var fields = steps.Take(5).Select(s =>
                $",\"{(Gens.Pick(s, 1, 2) == 0 ? "patient_id" : "event_id")}\":{values[Gens.Pick(s, 2, values.Length)]}");
            var payload = Encoding.UTF8.GetBytes(sent.Json[..^1] + string.Concat(fields) + "}");
            if (WireReader.Read(payload, new TextPool(), out var wire) == UnusableReason.None)
                Assert.Equal(wire.PatientId ?? wire.EventId, Encoding.UTF8.GetString(PayloadRoute.KeyOf(payload).Span));
        });

    [Fact]
    public void Any_bytes_at_all_have_a_key() =>
        Gens.For<byte[]>(1_000, payload => Assert.InRange(PayloadRoute.KeyOf(payload).Length, 1, 1_024));

    private static byte[] Key(string payload) => PayloadRoute.KeyOf(Encoding.UTF8.GetBytes(payload)).ToArray();
}
