namespace PatientFlow.Warehouse;

/// <summary>Counts the midnights that a stay spans, as a midnight census does (NHS KH03, occupied bed days).</summary>
public static class Midnights
{
    /// <summary>
    /// Returns the number of local days between two UTC times; without a time zone the days are those of UTC.
    /// </summary>
    public static int Between(DateTime from, DateTime to, TimeZoneInfo? zone) =>
        Day(to, zone).DayNumber - Day(from, zone).DayNumber;

    private static DateOnly Day(DateTime utc, TimeZoneInfo? zone) =>
        DateOnly.FromDateTime(zone is null ? utc : TimeZoneInfo.ConvertTimeFromUtc(utc, zone));
}
