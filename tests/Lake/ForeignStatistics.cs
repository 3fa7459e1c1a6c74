using System.Globalization;
using System.Text.Json.Nodes;
using PatientFlow.Lake;

namespace PatientFlow.Tests;

/// <summary>
/// Statistics in the manner of another writer, whose losses are known or likely: NaN is left out as Parquet does, numbers
/// of nulls are there always.
/// </summary>
internal sealed record ForeignStatistics(string Name)
{
    private const int TextCut = 32;
    private const char OldTieBreaker = '\ufffd';

    /// <summary>Manners that are known, or that a writer in another language would fall into.</summary>
    public static IReadOnlyList<ForeignStatistics> All { get; } =
    [
        new("Spark's") { CutsText = true },
        new("rounded") { Milli = Math.Round, NumbersAsDoubles = true },
        new("in whole seconds") { TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'" },
        new("in local time east") { TimeForm = "yyyy-MM-dd HH:mm:ss.fff", Zone = TimeSpan.FromHours(14) },
        new("in local time west") { TimeForm = "yyyy-MM-dd'T'HH:mm:ss", Zone = TimeSpan.FromHours(-12) },
        new("with a zone") { TimeForm = "yyyy-MM-dd'T'HH:mm:ss.fff'+05:30'", Zone = new TimeSpan(5, 30, 0) },
        new("with few digits") { RealForm = "G15", FloatForm = "G6" },
        new("in UTF-16 order") { Utf16Order = true },
        new("of minima alone") { HasMaxima = false, CutsText = true },
        new("of maxima alone") { HasMinima = false, CutsText = true },
        new("of texts") { AsTexts = true },
    ];

    /// <summary>How microseconds become milliseconds.</summary>
    private Func<decimal, decimal> Milli { get; init; } = Math.Floor;

    private string TimeForm { get; init; } = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private TimeSpan Zone { get; init; }

    /// <summary>Whether whole numbers and decimals lose their last digits.</summary>
    private bool NumbersAsDoubles { get; init; }

    private string RealForm { get; init; } = "R";

    private string? FloatForm { get; init; }

    private bool CutsText { get; init; }

    private bool Utf16Order { get; init; }

    private bool HasMinima { get; init; } = true;

    private bool HasMaxima { get; init; } = true;

    private bool AsTexts { get; init; }

    /// <summary>The text for the log.</summary>
    public string Of(ColumnBatch rows)
    {
        var (least, greatest, nulls) = (new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var (field, column) in rows.Schema.Fields.Zip(rows.Columns))
        {
            nulls[field.Name] = column.NullCount;
            var ordered = Enumerable.Range(0, rows.RowCount)
                .Where(row => !column.IsNull(row) && !IsNaN(column, row))
                .Order(Comparer<int>.Create((a, b) => Compare(column, a, b))).ToList();
            if (ordered.Count == 0) continue;
            if (HasMinima) least[field.Name] = Bound(column, ordered[0], max: false);
            if (HasMaxima) greatest[field.Name] = Bound(column, ordered[^1], max: true);
        }

        return new JsonObject
        {
            ["numRecords"] = rows.RowCount, ["minValues"] = least, ["maxValues"] = greatest, ["nullCount"] = nulls,
        }.ToJsonString();
    }

    private int Compare(Column column, int a, int b) => Utf16Order && column is TextColumn text
        ? string.CompareOrdinal(text.GetString(a), text.GetString(b))
        : ColumnOrder.Compare(column, a, column, b);

    private static bool IsNaN(Column column, int row) =>
        (column is DoubleColumn d && double.IsNaN(d[row])) || (column is FloatColumn f && float.IsNaN(f[row]));

    private JsonNode? Bound(Column column, int row, bool max)
    {
        var node = column is TextColumn text
            ? JsonValue.Create(CutsText ? Cut(text.GetString(row), max) : text.GetString(row))
            : Text(column, row) is { } written ? JsonNode.Parse(written) : null;
        return AsTexts ? node?.ToString() : node;
    }

    private string? Text(Column column, int row)
    {
        switch (column)
        {
            case Int64Column c:
                return NumbersAsDoubles ? Whole((double)c[row]) : c[row].ToString(CultureInfo.InvariantCulture);
            case Int32Column c:
                return c[row].ToString(CultureInfo.InvariantCulture);
            case DoubleColumn c when double.IsFinite(c[row]):
                return c[row].ToString(RealForm, CultureInfo.InvariantCulture);
            case FloatColumn c when float.IsFinite(c[row]):
                // Otherwise as the double that it is.
                return FloatForm is null
                    ? ((double)c[row]).ToString("R", CultureInfo.InvariantCulture)
                    : c[row].ToString(FloatForm, CultureInfo.InvariantCulture);
            case DateColumn c:
                return $"\"{c.GetDate(row):yyyy-MM-dd}\"";
            case TimestampColumn c:
                var millisecond = (long)Milli((decimal)c[row] / 1000) + (long)Zone.TotalMilliseconds;
                return millisecond is < -62_135_596_800_000 or > 253_402_300_799_999
                    ? null
                    : $"\"{DateTimeOffset.FromUnixTimeMilliseconds(millisecond).ToString(TimeForm, CultureInfo.InvariantCulture)}\"";
            case DecimalColumn c:
                return NumbersAsDoubles
                    ? double.Parse(c.GetText(row), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)
                    : c.GetText(row);
            default:
                return null;
        }
    }

    /// <summary>All digits, and no more than 64 bits hold.</summary>
    private static string Whole(double value) =>
        Int128.Min((Int128)value, long.MaxValue).ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// As Delta did before its PR 3430: by UTF-16 units, so that half a character becomes '?'. Source: delta-io/delta,
    /// StatisticsCollection.truncateMaxStringAgg of 2.4.
    /// </summary>
    public static string Cut(string text, bool max)
    {
        if (text.Length <= TextCut) return text;
        var prefix = text[..TextCut];
        if (char.IsHighSurrogate(prefix[^1])) prefix = prefix[..^1] + '?';
        return max ? prefix + string.Concat(text[TextCut..].TakeWhile(c => c >= OldTieBreaker)) + OldTieBreaker : prefix;
    }
}
