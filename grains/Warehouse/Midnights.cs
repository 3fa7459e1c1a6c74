namespace PatientFlow.Warehouse;

/// <summary>Midnights that a stay spans: what a midnight census counts (NHS KH03, occupied bed days).</summary>
public static class Midnights
{
    /// <summary>Local days between two UTC times; without a time zone the days are UTC.</summary>
    public static int Between(DateTime from, DateTime to, TimeZoneInfo? zone) =>
        Day(to, zone).DayNumber - Day(from, zone).DayNumber;

    private static DateOnly Day(DateTime utc, TimeZoneInfo? zone) =>
        DateOnly.FromDateTime(zone is null ? utc : TimeZoneInfo.ConvertTimeFromUtc(utc, zone));
}
