using PatientFlow.Tests.Build;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Warehouse;

public sealed class DateTests
{
    [Theory]
    [InlineData(2024, 366)]
    [InlineData(2025, 365)]
    [InlineData(2100, 365)]
    [InlineData(2000, 366)]
    public void A_year_has_all_its_days_once(int year, int days)
    {
        var rows = DimensionTables.DaysOf(year);

        Assert.Equal(days, rows.Distinct().Count());
        Assert.Equal((new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)), (rows[0].Day, rows[^1].Day));
    }

    [Theory]
    [InlineData("2025-06-03", 2, 6, "June", 3, "Tuesday", false)]
    [InlineData("2025-06-01", 2, 6, "June", 1, "Sunday", true)]
    [InlineData("2025-03-31", 1, 3, "March", 2, "Monday", false)]
    [InlineData("2025-04-05", 2, 4, "April", 7, "Saturday", true)]
    [InlineData("2025-10-03", 4, 10, "October", 6, "Friday", false)]
    [InlineData("2025-09-30", 3, 9, "September", 3, "Tuesday", false)]
    public void A_day_knows_its_names_and_numbers(
        string day, int quarter, int month, string monthName, int dayOfWeek, string dayName, bool weekend)
    {
        var row = new DateRow(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(
            [row.Day, row.Day.Year, quarter, month, monthName, row.Day.Day, dayOfWeek, dayName, weekend],
            DimensionTables.Date.Columns.Select(c => TableCell.Of(DimensionTables.Date, c.Name, row)));
    }
}
