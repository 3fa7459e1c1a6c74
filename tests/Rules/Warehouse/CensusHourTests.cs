using System.Globalization;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Warehouse;

public sealed class CensusHourTests
{
    [Theory]
    [InlineData("UTC", "2025-06-03T10:59:59", "2025-06-03T10:00:00", "2025-06-03")]
    [InlineData("America/Chicago", "2025-06-03T04:59:59", "2025-06-03T04:00:00", "2025-06-02")]
    [InlineData("America/Chicago", "2025-06-03T05:00:00", "2025-06-03T05:00:00", "2025-06-03")]
    [InlineData("Asia/Kolkata", "2025-06-02T18:29:59", "2025-06-02T17:30:00", "2025-06-02")]
    [InlineData("Asia/Kolkata", "2025-06-02T18:30:00", "2025-06-02T18:30:00", "2025-06-03")]
    // The hour from 1 to 2 comes twice on 2 November: two hours, one day.
    [InlineData("America/Chicago", "2025-11-02T06:30:00", "2025-11-02T06:00:00", "2025-11-02")]
    [InlineData("America/Chicago", "2025-11-02T07:30:00", "2025-11-02T07:00:00", "2025-11-02")]
    [InlineData("America/Chicago", "0001-01-01T00:30:00", "0001-01-01T00:00:00", "0001-01-01")]
    [InlineData("Asia/Kolkata", "9999-12-31T23:30:00", "9999-12-31T23:00:00", "9999-12-31")]
    public void An_hour_is_one_of_the_hospitals_day(string zone, string at, string begins, string day)
    {
        var hour = CensusHour.Of(Utc(at), TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal((Utc(begins), DateOnly.Parse(day, CultureInfo.InvariantCulture)), (hour.Begins, hour.Day));
        Assert.Equal(day[..7], hour.Month);
    }

    [Theory]
    [InlineData("America/Chicago", "2025-06", "2025-06-01T05:00:00")]
    [InlineData("Asia/Kolkata", "2025-06", "2025-05-31T18:30:00")]
    // Midnight is skipped there on 1 October 1995; the month begins with the hour after.
    [InlineData("America/Asuncion", "1995-10", "1995-10-01T04:00:00")]
    public void The_first_hour_of_a_month_is_midnight_of_its_first_day(string zone, string month, string begins) =>
        Assert.Equal(
            (Utc(begins), month),
            CensusHour.FirstOf(month, TimeZoneInfo.FindSystemTimeZoneById(zone)) is var hour ? (hour.Begins, hour.Month) : default);

    private static DateTime Utc(string text) => DateTime.SpecifyKind(
        DateTime.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
