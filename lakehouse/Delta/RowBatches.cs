using System.Collections.Immutable;
using System.Diagnostics;
using PatientFlow.Lake;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Delta;

/// <summary>Copies rows of our tables into the lake's column batches, value by value, without boxing.</summary>
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
        var batch = new ColumnBatch(SchemaOf(table));
        Append(table.Columns, rows, batch);
        return batch;
    }

    /// <summary>Adds rows to a batch of the table's schema.</summary>
    public static void Append<TRow>(ImmutableArray<TableColumn<TRow>> columns, ReadOnlySpan<TRow> rows, ColumnBatch batch)
    {
        for (var i = 0; i < columns.Length; i++) Append(columns[i], rows, batch.Columns[i]);
    }

    private static void Append<TRow>(TableColumn<TRow> column, ReadOnlySpan<TRow> rows, Column into)
    {
        switch (column, into)
        {
            case (TextOf<TRow> text, TextColumn target):
                target.AppendEach(rows, text.Value);
                break;
            case (Utf8Of<TRow> utf8, TextColumn target):
                foreach (var row in rows) target.AppendUtf8(utf8.Value(row).Span);
                break;
            case (IntegerOf<TRow> integer, Int32Column target):
                target.AppendEach(rows, integer.Value);
                break;
            case (LongOf<TRow> number, Int64Column target):
                target.AppendEach(rows, number.Value);
                break;
            case (DoubleOf<TRow> real, DoubleColumn target):
                target.AppendEach(rows, real.Value);
                break;
            case (BooleanOf<TRow> truth, BooleanColumn target):
                target.AppendEach(rows, truth.Value);
                break;
            case (DateOf<TRow> day, DateColumn target):
                target.AppendEach(rows, day.Value);
                break;
            case (TimestampOf<TRow> time, TimestampColumn target):
                target.AppendEach(rows, time.Value);
                break;
            default:
                throw new UnreachableException($"{column.Name} is {column.Type}, the lake has {into.GetType().Name}.");
        }
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
