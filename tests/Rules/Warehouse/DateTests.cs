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

    [Theory]
    [InlineData("2025", "2025")]
    [InlineData("2027 2025", "2025 2026 2027")]
    [InlineData("2015 2025 2026", "2015 2016 2017 2018 2019 2020 2021 2022 2023 2024 2025 2026")]
    [InlineData("1 2025", "1 2025")]
    [InlineData("", "")]
    public void Years_between_those_of_the_data_are_covered_unless_one_is_a_mistake(string years, string covered) =>
        Assert.Equal(Numbers(covered), DateRange.Covering(Numbers(years)));

    [Fact]
    public void Years_that_come_one_by_one_cover_what_they_cover_at_once() =>
        Gens.For<int[]>(200, years =>
        {
            var all = (years ?? []).Select(y => 1900 + Math.Abs(y % 200)).ToArray();
            var held = Array.Empty<int>().AsEnumerable();
            foreach (var year in all) held = DateRange.Covering(held.Append(year));

            Assert.Equal(DateRange.Covering(all), held);
        });

    private static IEnumerable<int> Numbers(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse);
}
