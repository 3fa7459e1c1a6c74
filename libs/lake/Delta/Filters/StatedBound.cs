using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// A bound of statistics as a value of its column. Where rows are to be skipped, it is moved outwards by whatever a
/// writer may have lost of it: many cut text, cut or round times, pass numbers through a double.
/// </summary>
/// <param name="max">Whether no value is above it, instead of below.</param>
/// <param name="literal">
/// Whether the writer is taken at its word, as the protocol has it: then only the maximum of a timestamp is moved.
/// </param>
/// <param name="textCharacters">Characters of a text that the table's writers keep of a bound.</param>
internal sealed class StatedBound(bool max, bool literal, int textCharacters)
{
    /// <summary>Bits of a whole number that a double holds.</summary>
    private const int DoubleBits = 53;

    /// <summary>Decimal digits that a double holds for certain.</summary>
    private const int DoubleDigits = 15;

    /// <summary>A real that kept its certain digits only is off by less than this part: 15 digits, and 6 of a float.</summary>
    private const double DoublePart = 1e-14, FloatPart = 1e-5;

    /// <summary>
    /// From here on UTF-16, in which some writers compare, has another order than UTF-8; old ones also end what they
    /// cut with U+FFFD, which in UTF-8 is not the highest.
    /// </summary>
    private const char OrderAgreesBelow = '\ud800';

    /// <summary>In no UTF-8, and above all of it.</summary>
    private const byte AboveText = 0xFF;

    /// <summary>Adds the bound to an empty column; false if it says nothing.</summary>
    /// <exception cref="FormatException">It is no value of the column's type; also other exceptions of parsing.</exception>
    public bool TryAppend(Column column, JsonElement stated)
    {
        switch (column)
        {
            case TextColumn c when stated.ValueKind == JsonValueKind.String:
                Append(c, stated.GetString() ?? "");
                return true;
            case Int64Column c:
                c.Append(Outward(stated.GetInt64()));
                return true;
            case Int32Column c:
                c.Append(stated.GetInt32());
                return true;
            case DoubleColumn c:
                return TryAppend(c, stated.GetDouble());
            case FloatColumn c:
                return TryAppend(c, stated.GetSingle());
            case DecimalColumn c:
                // As a number or, by some writers, as text.
                return TryAppend(c, stated.ValueKind == JsonValueKind.String ? stated.GetString() : stated.GetRawText());
            case DateColumn c:
                c.Append(DateOnly.ParseExact(stated.GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture));
                return true;
            case TimestampColumn c:
                if (!StatedTime.TryParse(stated.GetString(), out var time)) return false;
                // Protocol, "Per-file Statistics": timestamps are cut to milliseconds.
                if (literal) c.Append(time.Micros + (max && time.Micros % 1000 == 0 ? 999 : 0));
                else c.Append(time.Micros + (max ? time.OffMicros : -time.OffMicros));
                return true;
            default:
                return false;
        }
    }

    private long Outward(long value)
    {
        if (literal || Int128.Abs(value) <= 1L << DoubleBits) return value;
        var off = (Int128.Abs(value) >> (DoubleBits - 1)) + 1;
        return (long)Int128.Clamp(max ? value + off : value - off, long.MinValue, long.MaxValue);
    }

    private bool TryAppend(DoubleColumn column, double value)
    {
        if (!double.IsFinite(value)) return false;
        column.Append(Outward(value, DoublePart));
        return true;
    }

    private bool TryAppend(FloatColumn column, float value)
    {
        if (!float.IsFinite(value)) return false;
        column.Append((float)Outward(value, FloatPart));
        return true;
    }

    private double Outward(double value, double part)
    {
        if (literal) return value;
        var off = Math.Abs(value) * part;
        return max ? value + off : value - off;
    }

    private bool TryAppend(DecimalColumn column, string? text)
    {
        if (!DecimalText.TryParse(text, column.Number, out var unscaled)) return false;
        var off = !literal && column.Number.Precision > DoubleDigits
            ? (Int128.Abs(unscaled) >> (DoubleBits - 1)) + 1
            : 0;
        column.Append(max ? unscaled + off : unscaled - off);
        return true;
    }

    private void Append(TextColumn column, string text)
    {
        var believed = literal ? text.Length : Believed(text);
        if (believed == text.Length)
        {
            column.Append(text);
            return;
        }

        var prefix = Encoding.UTF8.GetBytes(text[..believed]);
        column.AppendUtf8(max ? [.. prefix, AboveText] : prefix);
    }

    /// <summary>
    /// The characters in which writers agree. One that is cut in two leaves anything in its place, so the last one of
    /// a text that may have been cut is not among them.
    /// </summary>
    private int Believed(string text)
    {
        var odd = text.AsSpan().IndexOfAnyInRange(OrderAgreesBelow, char.MaxValue);
        var agreed = odd < 0 ? text.Length : odd;
        return text.Length < textCharacters ? agreed : Math.Min(agreed, Math.Max(0, textCharacters - 1));
    }
}
