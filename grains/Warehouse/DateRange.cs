using System.Collections.Immutable;

namespace PatientFlow.Warehouse;

/// <summary>Decides which years <c>dim_date</c> must contain: those of the data, and those between.</summary>
public static class DateRange
{
    /// <summary>
    /// Largest gap between two years of the data that is filled, so that a date table has no hole. A larger gap is
    /// taken for a mistake: a single event from the year 1 must not add two thousand years.
    /// </summary>
    public const int GapYearsMax = 10;

    /// <summary>
    /// Returns the years in order. The result does not depend on how the years are grouped into calls.
    /// </summary>
    public static ImmutableArray<int> Covering(IEnumerable<int> years)
    {
        var covered = ImmutableArray.CreateBuilder<int>();
        foreach (var year in years.Distinct().Order())
        {
            if (covered.Count > 0 && year - covered[^1] <= GapYearsMax)
                for (var between = covered[^1] + 1; between < year; between++)
                    covered.Add(between);
            covered.Add(year);
        }

        return covered.ToImmutable();
    }
}
