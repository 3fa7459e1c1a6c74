namespace PatientFlow.Quality;

/// <summary>
/// Times on the wire as text: ISO 8601, extended or basic, <c>2025-06-03T07:37[:00[.fraction]][Z|±hh[[:]mm]]</c> or
/// <c>20250603T0737[00[.fraction]]…</c>, with a blank or a <c>T</c> before the time of day, in either case. A time
/// without an offset is UTC (seed-spec, first paragraph). Times are kept to microseconds, which is what the tables
/// hold. A date alone is no time.
/// </summary>
/// <remarks>
/// <c>24:00:00</c> is midnight of the next day. <c>23:59:60</c> UTC, a leap second, is the second after it, as POSIX
/// counts; no other minute has 61 seconds. Only the years 1900 to 2199 (UTC) are times of patients; Synapse could not
/// read much earlier ones.
/// </remarks>
public static class WireTime
{
    private const int OffsetMinutesMax = 14 * 60;
    private const int LeapSecond = 60;

    private static readonly long Begin = new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly long End = new DateTime(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>Returns the time without the part below a microsecond, which the tables cannot hold.</summary>
    public static DateTime ToMicroseconds(DateTime utc) => utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>Parses a time that has no blanks around it; returns false for anything else.</summary>
    /// <param name="text">The text as UTF-8.</param>
    /// <param name="time">The time, UTC.</param>
    /// <param name="precision">What the last digit counts: a minute, a second, or a part of one; at least 1 µs.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTime time, out TimeSpan precision)
    {
        time = default;
        precision = default;
        if (!Date(ref text, out var day) || !OfDay(ref text, out var ofDay, out var second, out var unit)
            || !Offset(text, out var offset)) return false;
        var utc = day + ofDay - offset;
        if (second == LeapSecond && utc % TimeSpan.TicksPerDay >= TimeSpan.TicksPerSecond) return false;
        if (!TryCreate(utc, out time)) return false;
        precision = TimeSpan.FromTicks(unit);
        return true;
    }

    /// <summary>Returns false for a time outside of the years 1900 to 2199.</summary>
    internal static bool TryCreate(long utcTicks, out DateTime time)
    {
        var isHeld = utcTicks >= Begin && utcTicks < End;
        time = isHeld ? new DateTime(utcTicks, DateTimeKind.Utc) : default;
        return isHeld;
    }

    private static bool Date(ref ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        var hyphen = rest.Length > 4 && rest[4] == '-' ? 1 : 0;
        var length = 8 + (2 * hyphen);
        if (rest.Length <= length || rest[length] is not ((byte)'T' or (byte)' ' or (byte)'t')
            || (hyphen == 1 && rest[7] != '-')) return false;
        if (!Digits(rest[..4], out var year) || !Digits(rest.Slice(4 + hyphen, 2), out var month)
            || !Digits(rest.Slice(length - 2, 2), out var day)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        rest = rest[(length + 1)..];
        return true;
    }

    private static bool OfDay(ref ReadOnlySpan<byte> rest, out long ticks, out int second, out long unit)
    {
        ticks = second = 0;
        unit = TimeSpan.TicksPerMinute;
        var colon = rest.Length > 2 && rest[2] == ':' ? 1 : 0;
        if (rest.Length < 4 + colon || !Digits(rest[..2], out var hour)
            || !Digits(rest.Slice(2 + colon, 2), out var minute)) return false;
        rest = rest[(4 + colon)..];
        var hasSeconds = rest.Length >= 2 && (colon == 1 ? rest[0] == ':' : rest[0] is >= (byte)'0' and <= (byte)'9');
        if (hasSeconds)
        {
            if (rest.Length < 2 + colon || !Digits(rest.Slice(colon, 2), out second)) return false;
            rest = rest[(2 + colon)..];
            unit = TimeSpan.TicksPerSecond;
            if (!Fraction(ref rest, ref unit, out ticks)) return false;
        }

        ticks += (((hour * 60L) + minute) * TimeSpan.TicksPerMinute) + (second * TimeSpan.TicksPerSecond);
        return minute <= 59 && second <= LeapSecond && (hour <= 23 || ticks == TimeSpan.TicksPerDay);
    }

    private static bool Fraction(ref ReadOnlySpan<byte> rest, ref long unit, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest[0] is not ((byte)'.' or (byte)',')) return true;
        var length = 1;
        for (; length < rest.Length && rest[length] is >= (byte)'0' and <= (byte)'9'; length++)
        {
            if (unit == TimeSpan.TicksPerMicrosecond) continue;
            unit /= 10;
            ticks += (rest[length] - '0') * unit;
        }

        if (length == 1) return false;
        rest = rest[length..];
        return true;
    }

    private static bool Offset(ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest is [(byte)'Z'] or [(byte)'z']) return true;
        if (rest[0] is not ((byte)'+' or (byte)'-') || rest.Length < 3 || !Digits(rest.Slice(1, 2), out var hours)) return false;
        var minutes = 0;
        var hasMinutes = rest.Length == 5 || (rest.Length == 6 && rest[3] == ':');
        if (rest.Length > 3 && !(hasMinutes && Digits(rest[^2..], out minutes))) return false;
        if (minutes > 59 || (hours * 60) + minutes > OffsetMinutesMax) return false;
        ticks = ((hours * 60) + minutes) * TimeSpan.TicksPerMinute;
        if (rest[0] == '-') ticks = -ticks;
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9') return false;
            value = (value * 10) + (c - '0');
        }

        return true;
    }
}
