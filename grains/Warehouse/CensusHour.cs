using System.Globalization;

namespace PatientFlow.Warehouse;

/// <summary>An hour of a hospital's local day, because a midnight census counts local days.</summary>
/// <param name="Begins">When it begins, UTC. In zones with a fractional offset this is not a full hour of UTC.</param>
/// <param name="Day">The hospital's local day that contains it.</param>
/// <param name="OfDay">Its number in that day, 0 to 23; when clocks go back, two hours share a number.</param>
public readonly record struct CensusHour(DateTime Begins, DateOnly Day, int OfDay)
{
    private static readonly DateTime First = DateTime.MinValue.AddDays(1);
    private static readonly DateTime Last = DateTime.MaxValue.AddDays(-1);

    /// <summary>Month of the day, such as <c>2025-06</c>; its text sorts by time.</summary>
    public string Month => Day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Returns the hour that contains an instant; without a time zone the hours are those of UTC.</summary>
    public static CensusHour Of(DateTime utc, TimeZoneInfo? zone)
    {
        // Near the ends of the calendar the offset would overflow; no hospital has data there.
        var shift = zone is null || utc < First || utc > Last ? TimeSpan.Zero : zone.GetUtcOffset(utc);
        var local = utc + shift;
        var hour = local - TimeSpan.FromTicks(local.Ticks % TimeSpan.TicksPerHour);
        return new CensusHour(DateTime.SpecifyKind(hour - shift, DateTimeKind.Utc), DateOnly.FromDateTime(hour), hour.Hour);
    }

    /// <summary>Returns the year of that hour's day; no zone is a day or more from UTC.</summary>
    public static int YearOf(DateTime utc, TimeZoneInfo? zone) =>
        utc.DayOfYear is > 1 and < 365 ? utc.Year : Of(utc, zone).Day.Year;

    /// <summary>Returns the first hour of a month, such as <c>2025-06</c>.</summary>
    public static CensusHour FirstOf(string month, TimeZoneInfo? zone)
    {
        var day = DateOnly.ParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var shift = zone is null || midnight < First || midnight > Last ? TimeSpan.Zero : zone.GetUtcOffset(midnight);
        var hour = Of(DateTime.SpecifyKind(midnight - shift, DateTimeKind.Utc), zone);
        // Where clocks go forward at midnight, midnight does not exist and the day begins an hour later.
        return hour.Day < day ? Of(hour.Begins.AddHours(1), zone) : hour;
    }
}
