using System.Globalization;

namespace PatientFlow.Warehouse;

/// <summary>An hour of a hospital's day. Its days, not UTC's, are what a midnight census counts.</summary>
/// <param name="Begins">When it begins, UTC. In zones off the full hour this is no full hour of UTC.</param>
/// <param name="Day">The hospital's day that it is in.</param>
/// <param name="OfDay">Its number in that day, 0 to 23; where clocks go back, two hours of a day have one number.</param>
public readonly record struct CensusHour(DateTime Begins, DateOnly Day, int OfDay)
{
    private static readonly DateTime First = DateTime.MinValue.AddDays(1);
    private static readonly DateTime Last = DateTime.MaxValue.AddDays(-1);

    /// <summary>Month of the day, such as <c>2025-06</c>; in order of text as in order of time.</summary>
    public string Month => Day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The hour that an instant lies in; without a time zone the hours are UTC's.</summary>
    public static CensusHour Of(DateTime utc, TimeZoneInfo? zone)
    {
        // At the ends of the calendar a shift would leave it; nobody's hospital is there.
        var shift = zone is null || utc < First || utc > Last ? TimeSpan.Zero : zone.GetUtcOffset(utc);
        var local = utc + shift;
        var hour = local - TimeSpan.FromTicks(local.Ticks % TimeSpan.TicksPerHour);
        return new CensusHour(DateTime.SpecifyKind(hour - shift, DateTimeKind.Utc), DateOnly.FromDateTime(hour), hour.Hour);
    }

    /// <summary>The first hour of a month, such as <c>2025-06</c>.</summary>
    public static CensusHour FirstOf(string month, TimeZoneInfo? zone)
    {
        var day = DateOnly.ParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var shift = zone is null || midnight < First || midnight > Last ? TimeSpan.Zero : zone.GetUtcOffset(midnight);
        var hour = Of(DateTime.SpecifyKind(midnight - shift, DateTimeKind.Utc), zone);
        // Where clocks go forward at midnight, it does not come; the day begins an hour later.
        return hour.Day < day ? Of(hour.Begins.AddHours(1), zone) : hour;
    }
}
