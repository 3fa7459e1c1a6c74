using System.Globalization;
using System.Text.RegularExpressions;

namespace PatientFlow.Tests.Build;

/// <summary>
/// Times of the wire a second time, slow and plain: the shape is a pattern, the calendar and the offset are the
/// platform's.
/// </summary>
internal sealed record SlowTime(DateTime Utc, TimeSpan Precision)
{
    private const string Shape =
        @"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8})[Tt ]"
        + @"(?<clock>[0-9]{2}:[0-9]{2}(:[0-9]{2}([.,](?<part>[0-9]+))?)?|[0-9]{4}([0-9]{2}([.,](?<part>[0-9]+))?)?)"
        + @"([Zz]|(?<sign>[+-])(?<hours>[0-9]{2})(:?(?<minutes>[0-9]{2}))?)?\z";

    private static readonly TimeSpan Microsecond = TimeSpan.FromMicroseconds(1);

    /// <summary>The time that a text without blanks around it tells; null for none.</summary>
    public static SlowTime? Of(string text)
    {
        if (Regex.Match(text, Shape) is not { Success: true } match) return null;
        var clock = match.Groups["clock"].Value.Split('.', ',')[0].Replace(":", "", StringComparison.Ordinal);
        var part = match.Groups["part"].Value;
        var precision = clock.Length == 4 ? TimeSpan.FromMinutes(1) : Part(TimeSpan.FromSeconds(1), part.Length);
        var isLeap = clock.Length == 6 && clock.EndsWith("60", StringComparison.Ordinal);
        clock = clock.PadRight(6, '0');

        var more = TimeSpan.Zero;
        if (clock == "240000" && part.All(c => c == '0')) (clock, more) = ("000000", TimeSpan.FromDays(1));
        if (isLeap) (clock, more) = (clock[..4] + "59", TimeSpan.FromSeconds(1));

        var offset = match.Groups["sign"].Success
            ? $"{match.Groups["sign"]}{match.Groups["hours"]}:{match.Groups["minutes"].Value.PadLeft(2, '0')}"
            : "+00:00";
        var digits = match.Groups["date"].Value.Replace("-", "", StringComparison.Ordinal) + clock;
        if (!DateTimeOffset.TryParseExact(
            digits + offset, "yyyyMMddHHmmsszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) return null;
        if (read.UtcDateTime > DateTime.MaxValue - TimeSpan.FromDays(2)) return null;
        var second = read.UtcDateTime + more;
        if (isLeap && second.TimeOfDay != TimeSpan.Zero) return null;
        return Held(second.AddMicroseconds(long.Parse("0" + part.PadRight(6, '0')[..6], CultureInfo.InvariantCulture)), precision);
    }

    /// <summary>The time that a number tells; null for none.</summary>
    public static SlowTime? Of(decimal number)
    {
        if (Math.Abs(number) < 100_000_000_000m && number < 1_000_000_000m) return null;
        if (number >= 1900_0000_0000m && number < 2200_0000_0000m) return null;
        var isSeconds = Math.Abs(number) < 100_000_000_000m;
        if (Math.Abs(number) > 10_000_000_000_000m) return null;
        var micros = Math.Floor(number * (isSeconds ? 1_000_000 : 1_000));
        return Held(
            DateTime.UnixEpoch.AddMicroseconds((double)micros),
            Part(isSeconds ? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(1), (decimal.GetBits(number)[3] >> 16) & 31));
    }

    private static SlowTime? Held(DateTime utc, TimeSpan precision) => utc.Year is >= 1900 and <= 2199 ? new(utc, precision) : null;

    private static TimeSpan Part(TimeSpan whole, int digits)
    {
        var part = whole.Ticks / Math.Pow(10, digits);
        return part < Microsecond.Ticks ? Microsecond : TimeSpan.FromTicks((long)part);
    }
}
