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
        // As bytes: the order of text is that of its UTF-8, and a text may hold what SQL cannot spell.
        TextColumn c => (c.GetString(row), "encode({0})", Bytes(Encoding.UTF8.GetBytes(c.GetString(row)))),
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
