using System.Globalization;
using System.Text;
using PatientFlow.Lake;

namespace PatientFlow.Tests;

/// <summary>
/// A value as a constant of a <see cref="PatientFlow.Lake.Delta.RowFilter"/> and as one of DuckDB, with what DuckDB must
/// compare it with: <c>{0}</c> is the column.
/// </summary>
internal static class SqlLiteral
{
    public static (object Value, string Expression, string Sql) Of(Column column, int row) => column switch
    {
        // By its bytes: a text may hold what SQL cannot spell.
        TextColumn c => (c.GetString(row), "{0}", $"decode({Bytes(Encoding.UTF8.GetBytes(c.GetString(row)))})"),
        BinaryColumn c => (c.GetBytes(row).ToArray(), "{0}", Bytes(c.GetBytes(row))),
        Int64Column c => (c[row], "{0}", $"'{c[row]}'::BIGINT"),
        Int32Column c => (c[row], "{0}", $"'{c[row]}'::INTEGER"),
        FloatColumn c => (c[row], "{0}", $"'{Real(c[row].ToString("R", CultureInfo.InvariantCulture))}'::FLOAT"),
        DoubleColumn c => (c[row], "{0}", $"'{Real(c[row].ToString("R", CultureInfo.InvariantCulture))}'::DOUBLE"),
        BooleanColumn c => (c[row], "{0}", c[row] ? "true" : "false"),
        DateColumn c => (c.GetDate(row), "({0} - DATE '1970-01-01')", $"{c[row]}"),
        TimestampColumn c => (c.GetTime(row), "epoch_us({0})", $"'{c[row]}'::BIGINT"),
        // Beyond the 28 digits of System.Decimal a filter has no constant: the nearest that has fewer.
        DecimalColumn c => Decimal(c.Number, c[row]),
        _ => throw new NotSupportedException(column.GetType().Name),
    };

    /// <summary>Constants that lie between two values of a column, or outside of them all; none for most types.</summary>
    public static IEnumerable<(object Value, string Expression, string Sql)> Beside(Column column, int row)
    {
        switch (column)
        {
            case Int32Column c:
                foreach (var far in (long[])[c[row] + (1L << 32), c[row] - (1L << 32), int.MaxValue + 1L, int.MinValue - 1L])
                    yield return (far, "{0}", $"'{far}'::BIGINT");
                break;
            case FloatColumn c when float.IsFinite(c[row]):
                foreach (var near in (double[])[Math.BitIncrement((double)c[row]), Math.BitDecrement((double)c[row]), 1e300, -1e300])
                    yield return (near, "{0}::DOUBLE", $"'{near.ToString("R", CultureInfo.InvariantCulture)}'::DOUBLE");
                break;
            case TimestampColumn c:
                foreach (var ticks in (int[])[1, 5, 9])
                    if (c.GetTime(row).Ticks <= DateTimeOffset.MaxValue.Ticks - ticks)
                        yield return (
                            c.GetTime(row).AddTicks(ticks), "epoch_us({0})::HUGEINT * 10", $"'{((Int128)c[row] * 10) + ticks}'::HUGEINT");
                break;
            case DecimalColumn { Number: { Precision: <= 12, Scale: <= 2 } } c:
                foreach (var near in (decimal[])[c.GetDecimal(row) + 0.0001m, c.GetDecimal(row) - 0.0001m, 1e15m, -1e15m])
                    yield return (near, "{0}::DECIMAL(30,4)", $"'{near.ToString(CultureInfo.InvariantCulture)}'::DECIMAL(30,4)");
                break;
            default:
                break;
        }
    }

    private static (object, string, string) Decimal(DecimalType type, Int128 unscaled)
    {
        const int DigitsMax = 28;
        var digits = Int128.Abs(unscaled).ToString(CultureInfo.InvariantCulture).Length;
        for (; digits > DigitsMax; digits--) unscaled /= 10;
        var text = DecimalText.Format(unscaled, type.Scale);
        return (decimal.Parse(text, CultureInfo.InvariantCulture), "{0}", $"'{text}'::DECIMAL({type.Precision},{type.Scale})");
    }

    private static string Bytes(ReadOnlySpan<byte> bytes) => $"from_hex('{Convert.ToHexString(bytes)}')";

    private static string Real(string text) => text.Replace("Infinity", "inf", StringComparison.Ordinal);
}
