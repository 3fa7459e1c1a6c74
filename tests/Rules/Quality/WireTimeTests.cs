using System.Globalization;
using System.Text;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

public sealed class WireTimeTests
{
    [Theory]
    [InlineData("2025-06-03T07:37:00", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("2025-06-03 07:37:00", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("2025-06-03t07:37:00", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("2025-06-03T07:37:00Z", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("2025-06-03t07:37:00z", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("2025-06-03T07:37:00.5", "2025-06-03T07:37:00.5000000Z")]
    [InlineData("2025-06-03T07:37:00,25Z", "2025-06-03T07:37:00.2500000Z")]
    [InlineData("2025-06-03T07:37:00.999982", "2025-06-03T07:37:00.9999820Z")]
    [InlineData("2025-06-03T07:37:00.9999999", "2025-06-03T07:37:00.9999990Z")]
    [InlineData("2025-06-03T07:37:00.123456789123456789123456789", "2025-06-03T07:37:00.1234560Z")]
    [InlineData("2024-02-29T00:00:00", "2024-02-29T00:00:00.0000000Z")]
    public void A_time_is_read_as_UTC_to_the_microsecond(string text, string expected) => Reads(expected, text);

    [Theory]
    [InlineData("2025-06-03T07:37", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("2025-06-03 07:37", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("2025-06-03T07:37Z", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("2025-06-03T07:37+02:00", "2025-06-03T05:37:00.0000000Z")]
    [InlineData("2025-06-03T07:37-0130", "2025-06-03T09:07:00.0000000Z")]
    public void A_time_may_lack_its_seconds(string text, string expected) => Reads(expected, text);

    [Theory]
    [InlineData("20250603T073700", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("20250603T073700Z", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("20250603t073700z", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("20250603 073700", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("20250603T0737", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("20250603T0737Z", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("20250603T0737+01", "2025-06-03T06:37:00.0000000Z")]
    [InlineData("20250603T073700.25-0330", "2025-06-03T11:07:00.2500000Z")]
    [InlineData("20250603T073700,000001Z", "2025-06-03T07:37:00.0000010Z")]
    [InlineData("20250603T07:37:00", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("2025-06-03T073700", "2025-06-03T07:37:00.0000000Z")]
    public void A_time_may_be_in_the_basic_form(string text, string expected) => Reads(expected, text);

    [Theory]
    [InlineData("2025-06-03T00:30:00+02:00", "2025-06-02T22:30:00.0000000Z")]
    [InlineData("2025-06-03T23:30:00-0530", "2025-06-04T05:00:00.0000000Z")]
    [InlineData("2025-06-03T07:37:00+05", "2025-06-03T02:37:00.0000000Z")]
    [InlineData("2025-06-03T07:37:00-14", "2025-06-03T21:37:00.0000000Z")]
    [InlineData("2025-06-03T07:37:00-00:00", "2025-06-03T07:37:00.0000000Z")]
    public void An_offset_has_hours_and_maybe_minutes(string text, string expected) => Reads(expected, text);

    [Theory]
    [InlineData("2025-06-03T24:00:00", "2025-06-04T00:00:00.0000000Z")]
    [InlineData("2025-06-03T24:00", "2025-06-04T00:00:00.0000000Z")]
    [InlineData("2025-06-03T24:00:00.000Z", "2025-06-04T00:00:00.0000000Z")]
    [InlineData("20250630T240000", "2025-07-01T00:00:00.0000000Z")]
    [InlineData("2024-12-31T24:00:00+01:00", "2024-12-31T23:00:00.0000000Z")]
    public void Hour_24_is_midnight_of_the_next_day(string text, string expected) => Reads(expected, text);

    [Theory]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.0000000Z")]
    [InlineData("2016-12-31T23:59:60", "2017-01-01T00:00:00.0000000Z")]
    [InlineData("2016-12-31T23:59:60.5Z", "2017-01-01T00:00:00.5000000Z")]
    [InlineData("20161231T235960Z", "2017-01-01T00:00:00.0000000Z")]
    [InlineData("2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00.0000000Z")]
    [InlineData("2017-01-01T05:29:60+0530", "2017-01-01T00:00:00.0000000Z")]
    public void A_leap_second_is_the_second_after_it(string text, string expected) => Reads(expected, text);

    [Theory]
    [InlineData("1900-01-01T00:00:00", true)]
    [InlineData("1899-12-31T23:59:59.999999", false)]
    [InlineData("1899-12-31T23:30:00-01:00", true)]
    [InlineData("1900-01-01T00:30:00+01:00", false)]
    [InlineData("2199-12-31T23:59:59.999999", true)]
    [InlineData("2200-01-01T00:00:00", false)]
    [InlineData("2199-12-31T24:00:00", false)]
    [InlineData("2199-12-31T23:30:00-01:00", false)]
    [InlineData("2200-01-01T00:30:00+01:00", true)]
    [InlineData("0000-06-03T00:00:00", false)]
    [InlineData("0001-01-01T00:00:00", false)]
    [InlineData("0001-01-01T00:00:00+14:00", false)]
    [InlineData("9999-12-31T23:59:59", false)]
    [InlineData("9999-12-31T24:00:00-14:00", false)]
    public void A_time_lies_in_the_years_1900_to_2199_of_UTC(string text, bool held) =>
        Assert.Equal(held, WireTime.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));

    [Theory]
    [InlineData("2025-06-03T07:37", 60_000_000)]
    [InlineData("20250603T0737+01", 60_000_000)]
    [InlineData("2025-06-03T07:37:00Z", 1_000_000)]
    [InlineData("2025-06-03T07:37:00.1", 100_000)]
    [InlineData("2025-06-03T07:37:00.000Z", 1_000)]
    [InlineData("2025-06-03T07:37:00.000000", 1)]
    [InlineData("2025-06-03T07:37:00.000000000", 1)]
    public void The_precision_is_what_the_last_digit_counts(string text, long microseconds)
    {
        Assert.True(WireTime.TryParse(Encoding.UTF8.GetBytes(text), out _, out var precision));
        Assert.Equal(TimeSpan.FromMicroseconds(microseconds), precision);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2025-06-03")]
    [InlineData("20250603")]
    [InlineData("2025-06-03T")]
    [InlineData("2025-06-03T07")]
    [InlineData("2025-06-03T07Z")]
    [InlineData("2025-06-03T07:3")]
    [InlineData("2025-06-03T07:37:")]
    [InlineData("2025-06-03T07:37:0")]
    [InlineData("20250603T07370")]
    [InlineData("20250603073700")]
    [InlineData("2025-06-03T07:3700")]
    [InlineData("2025-06-03T0737:00")]
    [InlineData("2025-06-03T07:37.5")]
    [InlineData("2025-0603T07:37:00")]
    [InlineData("202506-03T07:37:00")]
    [InlineData("2025-6-03T07:37:00.0")]
    [InlineData("2025-02-29T00:00:00")]
    [InlineData("20250229T000000")]
    [InlineData("2025-13-01T00:00:00")]
    [InlineData("2025-00-01T00:00:00")]
    [InlineData("2025-06-00T00:00:00")]
    [InlineData("2025-06-31T00:00:00")]
    [InlineData("2025-06-03T24:00:01")]
    [InlineData("2025-06-03T24:00:00.000001")]
    [InlineData("2025-06-03T24:01:00")]
    [InlineData("2025-06-03T25:00:00")]
    [InlineData("2025-06-03T23:60:00")]
    [InlineData("2025-06-03T23:59:61")]
    [InlineData("2025-06-03T23:58:60")]
    [InlineData("2025-06-03T07:59:60")]
    [InlineData("2025-06-03T23:59:60+01:00")]
    [InlineData("2025-06-03T07:37:00.")]
    [InlineData("2025-06-03T07:37:00.Z")]
    [InlineData("2025-06-03T07:37:00 Z")]
    [InlineData("2025-06-03T07:37:00+")]
    [InlineData("2025-06-03T07:37:00+5")]
    [InlineData("2025-06-03T07:37:00+05:")]
    [InlineData("2025-06-03T07:37:00+053")]
    [InlineData("2025-06-03T07:37:00+05:3")]
    [InlineData("2025-06-03T07:37:00+05:60")]
    [InlineData("2025-06-03T07:37:00+14:01")]
    [InlineData("2025-06-03T07:37:00+15")]
    [InlineData("2025-06-03T07:37:00+05-30")]
    [InlineData("2025-06-03T07:37:00ZZ")]
    [InlineData("2025-06-03T07:37:00\u0000")]
    [InlineData("٢٠٢٥-06-03T07:37:00")]
    [InlineData("+025-06-03T07:37:00")]
    [InlineData("June 3, 2025 07:37")]
    [InlineData("03/06/2025 07:37")]
    public void Anything_else_is_refused(string text) =>
        Assert.False(WireTime.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));

    [Fact]
    public void Every_form_of_a_time_reads_as_that_time() =>
        Gens.ForScripts(2_000, steps =>
        {
            foreach (var step in steps.Take(20))
            {
                var utc = Random(step, 1900, 2200);
                var offset = TimeSpan.FromMinutes(Gens.Pick(step, 3, (28 * 60) + 1) - (14 * 60));
                var local = utc + offset;
                string[] dates = ["yyyy-MM-dd", "yyyyMMdd"], clocks = ["HH:mm:ss", "HHmmss"], parts = [".ffffff", ",ffffff"];
                var zone = $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh}{(Gens.Pick(step, 7, 2) == 0 ? ":" : "")}{offset:mm}";
                var text = local.ToString(dates[Gens.Pick(step, 4, 2)], CultureInfo.InvariantCulture) + "Tt "[Gens.Pick(step, 5, 3)]
                    + local.ToString(clocks[Gens.Pick(step, 6, 2)] + parts[Gens.Pick(step, 8, 2)], CultureInfo.InvariantCulture) + zone;

                Assert.True(WireTime.TryParse(Encoding.UTF8.GetBytes(text), out var read, out _), text);
                Assert.Equal((utc, DateTimeKind.Utc), (read, read.Kind));
            }
        });

    [Fact]
    public void Random_times_read_as_the_platform_reads_them() =>
        Gens.ForScripts(2_000, steps =>
        {
            foreach (var step in steps.Take(20))
            {
                string[] offsets = ["", "Z", "z", "+00:00", "-00:30", "+14:00", "-14:00", "+0530", "-13:59", "+14:01", "-15:00", "+01", "-14", "+5"];
                string[] formats =
                [
                    "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss.ffffff", "yyyy-MM-ddTHH:mm", "yyyyMMddTHHmmss", "yyyyMMddTHHmm",
                    "yyyyMMddTHHmmss.fff", "yyyy-MM-ddT24:00:00", "yyyy-MM-ddT24:00", "yyyy-MM-ddT23:59:60", "yyyy-MM-ddTHH:59:60.f",
                    "yyyy-MM-dd", "yyyyMMdd", "yyyyMMddHHmmss",
                ];
                var text = Random(step, 1, 10_000).ToString(formats[Gens.Pick(step, 2, formats.Length)], CultureInfo.InvariantCulture);
                Agree(text + offsets[Gens.Pick(step, 3, offsets.Length)]);
                text = Random(step, 1899, 2201).ToString(formats[Gens.Pick(step, 2, formats.Length)], CultureInfo.InvariantCulture);
                Agree(text + offsets[Gens.Pick(step, 4, offsets.Length)]);
            }
        });

    [Theory]
    [InlineData("2025-06-03T07:37:00.123456+05:30")]
    [InlineData("20250603T073700.123456+0530")]
    [InlineData("2016-12-31T23:59:60Z")]
    [InlineData("2016-12-31T24:00:00.000")]
    public void Damaged_times_read_as_the_platform_reads_them(string whole) =>
        Gens.ForScripts(2_000, steps =>
        {
            var text = new StringBuilder(whole);
            foreach (var step in steps.Take(6))
            {
                var at = Gens.Pick(step, 1, text.Length);
                if (Gens.Pick(step, 2, 4) == 0) text.Remove(at, 1);
                else text[at] = "0123456789-:+.,TZtz "[Gens.Pick(step, 3, 20)];
                Agree(text.ToString());
            }
        });

    private static DateTime Random(int step, int firstYear, int endYear)
    {
        var begin = new DateTime(firstYear, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var end = endYear > 9999 ? DateTime.MaxValue : new DateTime(endYear, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var part = Gens.Pick(step, 1, int.MaxValue) / (double)int.MaxValue;
        return WireTime.ToMicroseconds(begin.AddTicks((long)(part * (end - begin).Ticks)));
    }

    private static void Reads(string expected, string text)
    {
        Assert.True(WireTime.TryParse(Encoding.UTF8.GetBytes(text), out var time, out _));
        Assert.Equal(expected, time.ToString("O", CultureInfo.InvariantCulture));
    }

    private static void Agree(string text)
    {
        SlowTime? read = WireTime.TryParse(Encoding.UTF8.GetBytes(text), out var time, out var precision) ? new(time, precision) : null;
        Assert.Equal((text, SlowTime.Of(text)), (text, read));
    }
}
