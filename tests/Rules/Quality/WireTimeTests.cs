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
    [InlineData("2025-06-03T07:37:00Z", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("2025-06-03T07:37:00z", "2025-06-03T07:37:00.0000000Z")]
    [InlineData("2025-06-03T07:37:00.5", "2025-06-03T07:37:00.5000000Z")]
    [InlineData("2025-06-03T07:37:00,25Z", "2025-06-03T07:37:00.2500000Z")]
    [InlineData("2025-06-03T07:37:00.999982", "2025-06-03T07:37:00.9999820Z")]
    [InlineData("2025-06-03T07:37:00.9999999", "2025-06-03T07:37:00.9999990Z")]
    [InlineData("2025-06-03T07:37:00.123456789123456789123456789", "2025-06-03T07:37:00.1234560Z")]
    [InlineData("2025-06-03T00:30:00+02:00", "2025-06-02T22:30:00.0000000Z")]
    [InlineData("2025-06-03T23:30:00-0530", "2025-06-04T05:00:00.0000000Z")]
    [InlineData("2024-02-29T00:00:00", "2024-02-29T00:00:00.0000000Z")]
    [InlineData("0001-01-03T00:00:00", "0001-01-03T00:00:00.0000000Z")]
    [InlineData("9999-12-31T23:59:59.999999", "9999-12-31T23:59:59.9999990Z")]
    public void A_time_is_read_as_UTC_to_the_microsecond(string text, string expected)
    {
        Assert.True(WireTime.TryParse(Encoding.UTF8.GetBytes(text), out var time));
        Assert.Equal(expected, time.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2025-06-03")]
    [InlineData("2025-06-03T07:37")]
    [InlineData("2025-06-03T07:37:0")]
    [InlineData("2025-06-03t07:37:00")]
    [InlineData("2025-6-03T07:37:00.0")]
    [InlineData("2025-02-29T00:00:00")]
    [InlineData("2025-13-01T00:00:00")]
    [InlineData("2025-00-01T00:00:00")]
    [InlineData("2025-06-00T00:00:00")]
    [InlineData("2025-06-31T00:00:00")]
    [InlineData("2025-06-03T24:00:00")]
    [InlineData("2025-06-03T23:60:00")]
    [InlineData("2025-06-03T23:59:60")]
    [InlineData("0000-06-03T00:00:00")]
    [InlineData("0001-01-02T23:59:59")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    [InlineData("2025-06-03T07:37:00.")]
    [InlineData("2025-06-03T07:37:00.Z")]
    [InlineData("2025-06-03T07:37:00 Z")]
    [InlineData("2025-06-03T07:37:00+")]
    [InlineData("2025-06-03T07:37:00+05")]
    [InlineData("2025-06-03T07:37:00+05:60")]
    [InlineData("2025-06-03T07:37:00+14:01")]
    [InlineData("2025-06-03T07:37:00+05-30")]
    [InlineData("2025-06-03T07:37:00ZZ")]
    [InlineData("2025-06-03T07:37:00Z ")]
    [InlineData(" 2025-06-03T07:37:00")]
    [InlineData("2025-06-03T07:37:00\u0000")]
    [InlineData("٢٠٢٥-06-03T07:37:00")]
    [InlineData("+025-06-03T07:37:00")]
    public void Anything_else_is_refused(string text) =>
        Assert.False(WireTime.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Random_times_read_as_the_platform_reads_them() =>
        Gens.ForScripts(2_000, steps =>
        {
            foreach (var step in steps.Take(20))
            {
                var ticks = (long)(Gens.Pick(step, 1, int.MaxValue) / (double)int.MaxValue * DateTime.MaxValue.Ticks);
                string[] offsets = ["", "Z", "z", "+00:00", "-00:30", "+14:00", "-14:00", "+0530", "-13:59", "+14:01", "-15:00"];
                var format = Gens.Pick(step, 2, 2) == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-dd HH:mm:ss.ffffff";
                Agree(new DateTime(ticks).ToString(format, CultureInfo.InvariantCulture) + offsets[Gens.Pick(step, 3, offsets.Length)]);
            }
        });

    [Fact]
    public void Damaged_times_read_as_the_platform_reads_them() =>
        Gens.ForScripts(5_000, steps =>
        {
            var text = new StringBuilder("2025-06-03T07:37:00.123456+05:30");
            foreach (var step in steps.Take(6))
            {
                var at = Gens.Pick(step, 1, text.Length);
                if (Gens.Pick(step, 2, 4) == 0) text.Remove(at, 1);
                else text[at] = "0123456789-:+.,TZz "[Gens.Pick(step, 3, 19)];
                Agree(text.ToString());
            }
        });

    private static void Agree(string text)
    {
        DateTime? read = WireTime.TryParse(Encoding.UTF8.GetBytes(text), out var time) ? time : null;
        Assert.Equal((text, SlowReader.SlowTime(text)), (text, read));
    }
}
