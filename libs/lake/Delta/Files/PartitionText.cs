using System.Globalization;
using System.Text;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// Partition values as the log has them: text, null for null. Source: Delta protocol, "Partition Value
/// Serialization". An empty text means null too, so an empty string cannot be a partition value.
/// </summary>
public static class PartitionText
{
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd",
    ];

    /// <summary>The text of a row of a column.</summary>
    /// <exception cref="LakeUnsupportedException">Files cannot be divided by a column of this type.</exception>
    public static string? Of(Column column, int row)
    {
        if (column.IsNull(row)) return null;
        var text = column switch
        {
            TextColumn c => c.GetString(row),
            Int64Column c => c[row].ToString(CultureInfo.InvariantCulture),
            Int32Column c => c[row].ToString(CultureInfo.InvariantCulture),
            DateColumn c => Of(c.GetDate(row)),
            TimestampColumn c => Of(c.GetTime(row)),
            BooleanColumn c => c[row] ? "true" : "false",
            FloatColumn c => c[row].ToString("R", CultureInfo.InvariantCulture),
            DoubleColumn c => c[row].ToString("R", CultureInfo.InvariantCulture),
            DecimalColumn c => c.GetText(row),
            BinaryColumn c => Encoding.Latin1.GetString(c.GetBytes(row)),
            _ => throw new LakeUnsupportedException($"dividing a table by a column of type {column.Type}"),
        };
        return text.Length == 0 ? null : text;
    }

    /// <summary>The text of a date.</summary>
    public static string Of(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The text of an instant.</summary>
    public static string Of(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Adds the value that a text means to a column.</summary>
    /// <exception cref="LakeFormatException">The text is not a value of the column's type.</exception>
    internal static void Append(Column column, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            column.AppendNull();
            return;
        }

        try
        {
            AppendPresent(column, text);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or ArgumentException)
        {
            throw new LakeFormatException($"The partition value '{text}' is no {column.Type}.", fault);
        }
    }

    private static void AppendPresent(Column column, string text)
    {
        switch (column)
        {
            case TextColumn c:
                c.Append(text);
                break;
            case Int64Column c:
                c.Append(long.Parse(text, CultureInfo.InvariantCulture));
                break;
            case Int32Column c:
                c.Append(int.Parse(text, CultureInfo.InvariantCulture));
                break;
            case DateColumn c:
                c.Append(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case TimestampColumn c:
                // A time without zone is read as UTC; the protocol leaves it to the zone of the writer.
                c.Append(DateTimeOffset.ParseExact(text, TimeFormats, CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal));
                break;
            case BooleanColumn c:
                c.Append(bool.Parse(text));
                break;
            case FloatColumn c:
                c.Append(float.Parse(Infinity(text), CultureInfo.InvariantCulture));
                break;
            case DoubleColumn c:
                c.Append(double.Parse(Infinity(text), CultureInfo.InvariantCulture));
                break;
            case DecimalColumn c:
                c.Append(DecimalText.TryParse(text, c.Number, out var unscaled)
                    ? unscaled
                    : throw new FormatException("No decimal of this type."));
                break;
            case BinaryColumn c:
                c.Append(Encoding.Latin1.GetBytes(text));
                break;
            default:
                throw new LakeUnsupportedException($"a partition column of type {column.Type}");
        }
    }

    /// <summary>The infinities as .NET spells them; writers in Rust and C say <c>inf</c>.</summary>
    private static string Infinity(string text) =>
        text.TrimStart('+', '-').Equals("inf", StringComparison.OrdinalIgnoreCase) ? $"{text}inity" : text;
}
