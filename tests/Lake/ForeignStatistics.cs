using System.Globalization;
using System.Text.Json.Nodes;
using PatientFlow.Lake;

namespace PatientFlow.Tests;

/// <summary>
/// Statistics in the manners of other writers: times in milliseconds, NaN left out as Parquet does, decimals that went
/// through a double, numbers of nulls always.
/// </summary>
internal static class ForeignStatistics
{
    /// <summary>The text for the log.</summary>
    /// <param name="rows">The rows of the file.</param>
    /// <param name="millis">How microseconds become milliseconds.</param>
    /// <param name="decimalsAsDoubles">Whether decimals lose their last digits.</param>
    public static string Write(ColumnBatch rows, Func<double, double> millis, bool decimalsAsDoubles)
    {
        var (least, greatest, nulls) = (new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var (field, column) in rows.Schema.Fields.Zip(rows.Columns))
        {
            nulls[field.Name] = column.NullCount;
            var ordered = Enumerable.Range(0, rows.RowCount)
                .Where(row => !column.IsNull(row) && !IsNaN(column, row))
                .Order(Comparer<int>.Create((a, b) => ColumnOrder.Compare(column, a, column, b))).ToList();
            if (ordered.Count == 0) continue;
            if (Text(column, ordered[0], millis, decimalsAsDoubles) is { } min) least[field.Name] = JsonNode.Parse(min);
            if (Text(column, ordered[^1], millis, decimalsAsDoubles) is { } max) greatest[field.Name] = JsonNode.Parse(max);
        }

        return new JsonObject
        {
            ["numRecords"] = rows.RowCount, ["minValues"] = least, ["maxValues"] = greatest, ["nullCount"] = nulls,
        }.ToJsonString();
    }

    private static bool IsNaN(Column column, int row) =>
        (column is DoubleColumn d && double.IsNaN(d[row])) || (column is FloatColumn f && float.IsNaN(f[row]));

    private static string? Text(Column column, int row, Func<double, double> millis, bool decimalsAsDoubles)
    {
        switch (column)
        {
            case Int64Column c:
                return c[row].ToString(CultureInfo.InvariantCulture);
            case Int32Column c:
                return c[row].ToString(CultureInfo.InvariantCulture);
            case DoubleColumn c when double.IsFinite(c[row]):
                return c[row].ToString("R", CultureInfo.InvariantCulture);
            // A float as the double that it is.
            case FloatColumn c when float.IsFinite(c[row]):
                return ((double)c[row]).ToString("R", CultureInfo.InvariantCulture);
            case DateColumn c:
                return $"\"{c.GetDate(row):yyyy-MM-dd}\"";
            case TimestampColumn c:
                var millisecond = (long)millis((double)((decimal)c[row] / 1000));
                return millisecond > 253_402_300_799_999
                    ? null
                    : $"\"{DateTimeOffset.FromUnixTimeMilliseconds(millisecond):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\"";
            case DecimalColumn c:
                return decimalsAsDoubles
                    ? double.Parse(c.GetText(row), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)
                    : c.GetText(row);
            default:
                return null;
        }
    }
}
