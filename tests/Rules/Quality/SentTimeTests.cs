using System.Globalization;
using PatientFlow.Events;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

/// <summary>Times of an event as numbers, with blanks around them, and what happens to those that are none.</summary>
public sealed class SentTimeTests
{
    [Theory]
    [InlineData("1748937600000", "2025-06-03T08:00:00")]
    [InlineData("1748937600123", "2025-06-03T08:00:00.123")]
    [InlineData("1748937600123.4567", "2025-06-03T08:00:00.123456")]
    [InlineData("1.7489376e12", "2025-06-03T08:00:00")]
    [InlineData("1748937600", "2025-06-03T08:00:00")]
    [InlineData("1748937600.25", "2025-06-03T08:00:00.25")]
    [InlineData("1000000000", "2001-09-09T01:46:40")]
    [InlineData("100000000000", "1973-03-03T09:46:40")]
    [InlineData("-100000000000", "1966-10-31T14:13:20")]
    [InlineData("-2208988800000", "1900-01-01T00:00:00")]
    [InlineData("7258118399999", "2199-12-31T23:59:59.999")]
    [InlineData("7258118399", "2199-12-31T23:59:59")]
    [InlineData("189999999999", "1976-01-09T01:46:39.999")]
    [InlineData("220000000000", "1976-12-21T07:06:40")]
    public void A_number_is_milliseconds_since_1970_or_seconds_if_it_is_small(string number, string expected)
    {
        var plain = Sent(number);
        var text = Sent($"\" {number}\"");

        Assert.Equal((SentEvent.Time(expected), ExtraFlags.None), (plain.EventTimestamp, plain.Extra));
        Assert.Equal((SentEvent.Time(expected), ExtraFlags.NumberAsText), (text.EventTimestamp, text.Extra));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("12")]
    [InlineData("999999999")]
    [InlineData("-1748937600")]
    [InlineData("20250603")]
    [InlineData("190000000000")]
    [InlineData("202506030800")]
    [InlineData("219999999999")]
    [InlineData("20250603080000")]
    [InlineData("-2208988800001")]
    [InlineData("7258118400000")]
    [InlineData("7258118400")]
    [InlineData("1748937600000000")]
    [InlineData("1e30")]
    [InlineData("-1e300")]
    [InlineData("\"1,748,937,600,000\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"0x197345C3600\"")]
    [InlineData("\"2025-06-03\"")]
    [InlineData("\"20250603\"")]
    [InlineData("\"9999-12-31T23:59:59\"")]
    [InlineData("\"0001-01-01T00:00:00\"")]
    [InlineData("true")]
    [InlineData("[1748937600000]")]
    public void What_is_no_time_is_null_and_malformed_and_the_log_has_the_time(string json)
    {
        var e = Sent(json);

        Assert.Equal((null, SentEvent.Time("23:00")), (e.EventTimestamp, e.EventTime));
        Assert.Equal(ExtraFlags.MalformedField | ExtraFlags.MissingEventTime, e.Extra);
    }

    [Theory]
    [InlineData("\" 2025-06-03T08:00 \"")]
    [InlineData("\"\\t20250603T080000Z\\u00a0\"")]
    [InlineData("\"2025-06-03T08:00:00\\u2003\"")]
    [InlineData("\"\\u0032025-06-03T10:00:00\\u002B02\"")]
    public void Blanks_around_a_time_are_dropped_without_a_flag(string json)
    {
        var e = Sent(json);

        Assert.Equal((SentEvent.Time("08:00"), ExtraFlags.None), (e.EventTimestamp, e.Extra));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \\t\"")]
    [InlineData("null")]
    public void A_time_of_blanks_is_missing(string json) => Assert.Equal(ExtraFlags.MissingEventTime, Sent(json).Extra);

    [Theory]
    [InlineData("1748937600000")]
    [InlineData("\"20250603T0800Z\"")]
    [InlineData("\"2025-06-02T24:00+01\"", "2025-06-02T23:00:00")]
    public void Every_field_that_is_a_time_is_read_in_every_form(string json, string expected = "2025-06-03T08:00:00")
    {
        var sent = SentEvent.Discharge().At("2025-06-04T00:00:00");
        var time = SentEvent.Time(expected);

        Assert.Equal(time, sent.Raw("admission_time", json).Clean().AdmissionTime);
        Assert.Equal(time, sent.Raw("expected_discharge_time", json).Clean().ExpectedDischargeTime);
        Assert.Equal(time, sent.Without("admission_time").Raw("discharge_time", json).Clean().DischargeTime);
        Assert.Equal(time, sent.Raw("event_timestamp", json).Clean().EventTimestamp);
    }

    [Fact]
    public void Any_time_reads_back_from_its_milliseconds() =>
        Gens.For<int>(1_000, n =>
        {
            var milliseconds = 1_000_000_000_000 + (Gens.Pick(n, 1, int.MaxValue) * 2_900L);
            Assert.Equal(
                DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime,
                Sent(milliseconds.ToString(CultureInfo.InvariantCulture)).EventTimestamp);
        });

    private static PatientEvent Sent(string json) => SentEvent.Vitals().Raw("event_timestamp", json).Clean();
}
