namespace PatientFlow.Quality;

/// <summary>
/// Times on the wire that are a number: since 1970-01-01 UTC, in milliseconds, or in seconds where milliseconds would
/// lie before March 1973 (a number below 10^11). A decimal fraction is read, to the microsecond.
/// </summary>
/// <remarks>
/// Refused, since nothing is guessed: a number below 10^9, such as 20260310, which is more likely a date; and 190000000000
/// to 219999999999, which may be a year, month, day, hour and minute in digits (202603100800), and as milliseconds would
/// lie in 1976.
/// </remarks>
internal static class EpochTime
{
    private const decimal SecondsMin = 1e9m;
    private const decimal MillisecondsMin = 1e11m;
    private const decimal MillisecondsMax = 1e13m; // Year 2286, beyond any time that is held; keeps the product in range.
    private const decimal CalendarMin = 190_000_000_000m;
    private const decimal CalendarEnd = 220_000_000_000m;

    /// <summary>Returns false for a number that is no time.</summary>
    /// <param name="number">The number as sent.</param>
    /// <param name="time">The time, UTC.</param>
    /// <param name="precision">What the last digit counts; at least 1 µs.</param>
    public static bool TryRead(decimal number, out DateTime time, out TimeSpan precision)
    {
        time = default;
        precision = default;
        var isMilliseconds = Math.Abs(number) is >= MillisecondsMin and < MillisecondsMax;
        if (number is >= CalendarMin and < CalendarEnd || !(isMilliseconds || number is >= SecondsMin and < MillisecondsMin))
            return false;
        var unit = isMilliseconds ? TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerSecond;
        var micros = (long)decimal.Floor(number * unit / TimeSpan.TicksPerMicrosecond);
        if (!WireTime.TryCreate(DateTime.UnixEpoch.Ticks + (micros * TimeSpan.TicksPerMicrosecond), out time)) return false;
        for (var digit = 0; digit < number.Scale && unit > TimeSpan.TicksPerMicrosecond; digit++) unit /= 10;
        precision = TimeSpan.FromTicks(unit);
        return true;
    }
}
