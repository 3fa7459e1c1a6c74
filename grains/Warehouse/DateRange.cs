using System.Collections.Immutable;

namespace PatientFlow.Warehouse;

/// <summary>Which years <c>dim_date</c> must have: those of the data, and those between.</summary>
public static class DateRange
{
    /// <summary>
    /// Years between two years of the data that are filled at most, so that a date table has no hole. Beyond, one of the
    /// two is taken for a mistake: a single event from the year 1 must not bring two thousand years with it.
    /// </summary>
    public const int GapYearsMax = 10;

    /// <summary>The years, in order; the same whether years come one by one or all at once.</summary>
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
