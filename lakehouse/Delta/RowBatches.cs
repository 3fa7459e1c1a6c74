using System.Diagnostics;
using PatientFlow.Lake;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Delta;

/// <summary>Our tables as the lake sees them, and their rows as its batches.</summary>
public static class RowBatches
{
    /// <summary>Returns the lake's schema of a table.</summary>
    public static Schema SchemaOf(Table table) =>
        new([.. table.Schema.Select(c => new Field(c.Name, TypeOf(c.Type), c.Nullable, c.Comment))]);

    /// <summary>Returns the names of a table's columns, in our order: that of a lake that got columns later differs.</summary>
    public static IReadOnlyList<string> NamesOf(Table table) => [.. table.Schema.Select(c => c.Name)];

    /// <summary>Returns a batch of these rows.</summary>
    public static ColumnBatch Of<TRow>(Table<TRow> table, ReadOnlySpan<TRow> rows)
    {
        var batch = new RowBatch<TRow>(table);
        batch.Append(rows);
        return batch.Columns;
    }

    private static DataType TypeOf(ColumnType type) => type switch
    {
        ColumnType.Text => DataType.String,
        ColumnType.Integer => DataType.Integer,
        ColumnType.Long => DataType.Long,
        ColumnType.Double => DataType.Double,
        ColumnType.Boolean => DataType.Boolean,
        ColumnType.Date => DataType.Date,
        ColumnType.Timestamp => DataType.Timestamp,
        _ => throw new UnreachableException(),
    };
}
