using System.Diagnostics;
using System.Globalization;
using PatientFlow.Lake;

namespace PatientFlow.Lakehouse.Delta;

/// <summary>Formats single values of a batch as text, to compare and to print them.</summary>
public static class Cells
{
    /// <summary>Returns the value as text; texts are equal exactly if the values are. Null for null.</summary>
    public static string? Text(Column column, int row) => column.IsNull(row)
        ? null
        : column switch
        {
            TextColumn text => text.GetString(row),
            Int32Column number => number[row].ToString(CultureInfo.InvariantCulture),
            Int64Column number => number[row].ToString(CultureInfo.InvariantCulture),
            DoubleColumn real => real[row].ToString("R", CultureInfo.InvariantCulture),
            BooleanColumn truth => truth[row] ? "true" : "false",
            DateColumn day => day.GetDate(row).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimestampColumn time => time.GetTime(row).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            _ => throw new UnreachableException($"No table of ours has a {column.GetType().Name}."),
        };

    /// <summary>Whether two batches of the same schema hold the same rows in the same order.</summary>
    public static bool SameRows(ColumnBatch one, ColumnBatch other)
    {
        if (one.RowCount != other.RowCount || one.Columns.Count != other.Columns.Count) return false;
        for (var column = 0; column < one.Columns.Count; column++)
            for (var row = 0; row < one.RowCount; row++)
                if (Text(one.Columns[column], row) != Text(other.Columns[column], row))
                    return false;
        return true;
    }
}
