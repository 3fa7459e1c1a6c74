namespace PatientFlow.Quality;

/// <summary>
/// Times on the wire: ISO 8601, <c>2025-06-03T07:37:00[.fraction][Z|±hh:mm]</c>; a time without an offset is UTC
/// (seed-spec, first paragraph). Times are kept to microseconds, which is what the tables hold.
/// </summary>
public static class WireTime
{
    /// <summary>Synapse cannot read earlier dates (Microsoft's self-help page on DATETIME2 inserts).</summary>
    private static readonly DateTime Min = new(1, 1, 3, 0, 0, 0, DateTimeKind.Utc);

    private const int OffsetMinutesMax = 14 * 60;

    /// <summary>Returns the time without the part below a microsecond, which the tables cannot hold.</summary>
    public static DateTime ToMicroseconds(DateTime utc) => utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>Parses a time; returns false for anything else, and for times that the tables cannot hold.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTime time)
    {
        time = default;
        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ')
            || text[13] != ':' || text[16] != ':') return false;
        if (!Digits(text[..4], out var year) || !Digits(text.Slice(5, 2), out var month)
            || !Digits(text.Slice(8, 2), out var day) || !Digits(text.Slice(11, 2), out var hour)
            || !Digits(text.Slice(14, 2), out var minute) || !Digits(text.Slice(17, 2), out var second)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59) return false;
        var rest = text[19..];
        if (!Fraction(ref rest, out var ticks) || !Offset(rest, out var offset)) return false;
        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks + ticks - offset;
        if (local < Min.Ticks || local > DateTime.MaxValue.Ticks) return false;
        time = new DateTime(local, DateTimeKind.Utc);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + (c - '0');
        }

        return true;
    }

    private static bool Fraction(ref ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest[0] is not ((byte)'.' or (byte)',')) return true;
        var length = 1;
        var scale = TimeSpan.TicksPerSecond / 10;
        for (; length < rest.Length && rest[length] is >= (byte)'0' and <= (byte)'9'; length++, scale /= 10)
            if (scale >= TimeSpan.TicksPerMicrosecond)
                ticks += (rest[length] - '0') * scale;
        if (length == 1) return false;
        rest = rest[length..];
        return true;
    }

    private static bool Offset(ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest is [(byte)'Z'] or [(byte)'z']) return true;
        var withColon = rest.Length == 6 && rest[3] == ':';
        if (rest[0] is not ((byte)'+' or (byte)'-') || !(withColon || rest.Length == 5)) return false;
        if (!Digits(rest.Slice(1, 2), out var hours) || !Digits(rest[^2..], out var minutes)) return false;
        if (minutes > 59 || hours * 60 + minutes > OffsetMinutesMax) return false;
        ticks = (hours * 60 + minutes) * TimeSpan.TicksPerMinute;
        if (rest[0] == '-') ticks = -ticks;
        return true;
    }
}
