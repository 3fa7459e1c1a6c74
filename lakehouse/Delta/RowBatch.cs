using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using PatientFlow.Lake;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Delta;

/// <summary>
/// A batch of the lake that takes rows of one of our tables. How each column takes its value is found out once, and a
/// column takes those of many rows in one go. Owned by one thread at a time.
/// </summary>
public sealed class RowBatch<TRow>
{
    private readonly ImmutableArray<Appending> columns;

    /// <summary>Creates an empty batch.</summary>
    public RowBatch(Table<TRow> table)
    {
        Columns = new ColumnBatch(RowBatches.SchemaOf(table));
        columns = [.. table.Columns.Select((column, i) => Of(column, Columns.Columns[i]))];
    }

    private delegate void Appending(ReadOnlySpan<TRow> rows);

    /// <summary>The rows so far. Whoever has written them may clear it.</summary>
    public ColumnBatch Columns { get; }

    /// <summary>Adds rows.</summary>
    public void Append(ReadOnlySpan<TRow> rows)
    {
        foreach (var column in columns) column(rows);
    }

    /// <summary>Adds a run of rows.</summary>
    public void Append(IReadOnlyList<TRow> rows, int start, int count) => Append(rows is List<TRow> list
        ? CollectionsMarshal.AsSpan(list).Slice(start, count)
        : rows.Skip(start).Take(count).ToArray());

    private static Appending Of(TableColumn<TRow> column, Column into) => (column, into) switch
    {
        (TextOf<TRow> text, TextColumn target) => rows => target.AppendEach(rows, text.Value),
        (Utf8Of<TRow> utf8, TextColumn target) => rows => AppendUtf8(rows, utf8, target),
        (IntegerOf<TRow> integer, Int32Column target) => rows => target.AppendEach(rows, integer.Value),
        (LongOf<TRow> number, Int64Column target) => rows => target.AppendEach(rows, number.Value),
        (DoubleOf<TRow> real, DoubleColumn target) => rows => target.AppendEach(rows, real.Value),
        (BooleanOf<TRow> truth, BooleanColumn target) => rows => target.AppendEach(rows, truth.Value),
        (DateOf<TRow> day, DateColumn target) => rows => target.AppendEach(rows, day.Value),
        (TimestampOf<TRow> time, TimestampColumn target) => rows => target.AppendEach(rows, time.Value),
        _ => throw new UnreachableException($"{column.Name} is {column.Type}, the lake has {into.GetType().Name}."),
    };

    private static void AppendUtf8(ReadOnlySpan<TRow> rows, Utf8Of<TRow> column, TextColumn into)
    {
        foreach (var row in rows) into.AppendUtf8(column.Value(row).Span);
    }
}
