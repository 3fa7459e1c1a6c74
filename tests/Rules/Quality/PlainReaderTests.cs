using System.Text;
using PatientFlow.Quality;

namespace PatientFlow.Tests.Quality;

/// <summary>What the quick reader takes and leaves. That it reads what the slow reader reads: WireReaderFuzzTests.</summary>
public sealed class PlainReaderTests
{
    [Fact]
    public void Every_recorded_event_is_of_the_usual_form()
    {
        foreach (var line in File.ReadLines(SharedData.Require("seed-sim/seed_events_2025-06-03_seed42.jsonl")))
            Assert.True(Takes(line));
    }

    [Theory]
    [InlineData("""{"event_id":"E","x":null,"y":true,"z":false,"n":-1.25,"s":"","o":{"a":1,"b":"c"}}""")]
    [InlineData(""" { "event_id" : "E" , "age" : 0 } """)]
    [InlineData("""{"event_id":"É","age":999999999,"length_of_stay_hrs":1.2345}""")]
    [InlineData("""{"event_id":"E","vitals":null,"event_timestamp":null,"gender":null,"age":null}""")]
    public void An_event_without_an_oddity_is_taken(string payload) => Assert.True(Takes(payload));

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"event_id":"E",}""")]
    [InlineData("""{"event_id":"E"}}""")]
    [InlineData("""{"event_id":"E" "age":1}""")]
    [InlineData("""{"event_id":"E","age":1""")]
    [InlineData("""{"event_id":"E","age":01}""")]
    [InlineData("""{"event_id":"E","age":-}""")]
    [InlineData("""{"event_id":"E","age":-0.0}""")]
    [InlineData("""{"event_id":"E","age":4.5null}""")]
    [InlineData("""{"event_id":"E","age":1e2}""")]
    [InlineData("""{"event_id":"E","age":1.}""")]
    [InlineData("""{"event_id":"E","age":"1"}""")]
    [InlineData("""{"event_id":"E","age":1234567890}""")]
    [InlineData("""{"event_id":"E","length_of_stay_hrs":-0.0}""")]
    [InlineData("""{"event_id":"E","length_of_stay_hrs":0.1234567890123456}""")]
    [InlineData("""{"event_id":"E","x":[]}""")]
    [InlineData("""{"event_id":"E","x":{}}""")]
    [InlineData("""{"event_id":"E","x":{"y":{"z":1}}}""")]
    [InlineData("""{"event_id":"E\n"}""")]
    [InlineData("{\"event_id\":\"E\",\"gender\":\"null,\n\"age\":1}")]
    [InlineData("""{"event_id":"E","gender":" Male"}""")]
    [InlineData("""{"event_id":"E","gender":"Male\u00a0"}""")]
    [InlineData("""{"event_id":"E","event_timestamp":"2025-06-03"}""")]
    [InlineData("""{"event_id":"E","vitals":[]}""")]
    public void Whatever_is_odd_or_no_JSON_is_left_to_the_general_reader(string payload) => Assert.False(Takes(payload));

    [Fact]
    public void What_is_not_UTF8_is_left_to_the_general_reader() =>
        Assert.False(PlainReader.TryRead([.. "{\"event_id\":\"E\",\"x\":\""u8, 0xFF, .. "\"}"u8], new TextPool(), out _));

    private static bool Takes(string payload) => PlainReader.TryRead(Encoding.UTF8.GetBytes(payload), new TextPool(), out _);
}
