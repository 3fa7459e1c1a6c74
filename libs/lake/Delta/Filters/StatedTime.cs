using System.Globalization;
using System.Text.RegularExpressions;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// An instant as writers spell it in statistics, with what the spelling leaves open: the zone, and the part of a second
/// that a writer may have cut or rounded away.
/// </summary>
/// <param name="Micros">Microseconds since 1970 UTC; without a zone, as if it were UTC.</param>
/// <param name="OffMicros">The true instant lies so far away at most, before or after.</param>
internal readonly partial record struct StatedTime(long Micros, long OffMicros)
{
    private const long MicrosPerSecond = 1_000_000;
    private const long MicrosPerMilli = 1_000;
    private const long MicrosPerMinute = 60 * MicrosPerSecond;

    /// <summary>Zones are up to 14 hours away from UTC.</summary>
    private const long ZoneMicros = 14 * 60 * MicrosPerMinute;

    /// <summary>Reads ISO 8601 with a date, hours and minutes; false for anything else.</summary>
    public static bool TryParse(string? text, out StatedTime time)
    {
        time = default;
        if (Iso().Match(text ?? "") is not { Success: true } match) return false;
        if (!DateOnly.TryParseExact(match.Groups["date"].ValueSpan, "yyyy-MM-dd", out var date)) return false;
        var (hours, minutes, seconds, fraction) =
            (Number(match.Groups["h"]), Number(match.Groups["m"]), match.Groups["s"], match.Groups["f"]);
        if (hours > 24 || minutes > 59 || Number(seconds) > 60) return false;
        var micros = (((DateColumn.ToDays(date) * 24L) + hours) * 60 + minutes) * MicrosPerMinute;
        micros += Number(seconds) * MicrosPerSecond;
        if (fraction.Success) micros += long.Parse(fraction.Value.PadRight(6, '0')[..6], CultureInfo.InvariantCulture);
        var zone = match.Groups["zone"];
        if (zone.Success)
        {
            var ahead = ((Number(match.Groups["zh"]) * 60) + Number(match.Groups["zm"])) * MicrosPerMinute;
            micros += match.Groups["sign"].ValueSpan is "-" ? ahead : -ahead;
        }

        var off = !seconds.Success ? MicrosPerMinute - 1
            : !fraction.Success ? MicrosPerSecond - 1
            : micros % MicrosPerMilli == 0 ? MicrosPerMilli - 1 : 0;
        time = new StatedTime(micros, zone.Success ? off : off + ZoneMicros);
        return true;
    }

    private static long Number(Group digits) =>
        digits.Success ? long.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<h>[0-9]{2}):(?<m>[0-9]{2})(:(?<s>[0-9]{2})(\.(?<f>[0-9]+))?)?"
        + @" ?(?<zone>Z|(?<sign>[+-])(?<zh>[0-9]{2})(:?(?<zm>[0-9]{2}))?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}
