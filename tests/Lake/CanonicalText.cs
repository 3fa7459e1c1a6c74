using System.Globalization;
using PatientFlow.Lake;

namespace PatientFlow.Tests;

/// <summary>Values in the one form that the scripts of the independent readers print.</summary>
internal static class CanonicalText
{
    public static string? Of(Column column, int row) => column.IsNull(row) ? null : column switch
    {
        TextColumn c => c.GetString(row),
        BinaryColumn c => Convert.ToHexStringLower(c.GetBytes(row)),
        BooleanColumn c => c[row] ? "true" : "false",
        DecimalColumn c => c.GetText(row),
        ValueColumn<long> c => c[row].ToString(CultureInfo.InvariantCulture),
        ValueColumn<int> c => c[row].ToString(CultureInfo.InvariantCulture),
        DoubleColumn c => c[row].ToString("R", CultureInfo.InvariantCulture),
        FloatColumn c => ((double)c[row]).ToString("R", CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(column.GetType().Name),
    };

    /// <summary>Equal; reals as numbers, and what a reader marks as rounded within its rounding.</summary>
    public static bool Matches(Column column, string? ours, string? theirs)
    {
        if (ours == theirs) return true;
        if (ours is null || theirs is null) return false;
        // DuckDB leaves the zero before the point out where no digit can stand there.
        if (column is DecimalColumn && ours.Replace("0.", ".") == theirs) return true;
        if (theirs.StartsWith('~'))
        {
            var exact = Number(ours);
            return Math.Abs(exact - Number(theirs[1..])) <= Math.Abs(exact) * 1e-12;
        }

        return column is DoubleColumn or FloatColumn && Number(ours).Equals(Number(theirs));
    }

    private static double Number(string text) =>
        double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
