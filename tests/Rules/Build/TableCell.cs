using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Build;

/// <summary>Reads a row's value of a column by its name.</summary>
internal static class TableCell
{
    public static object? Of<TRow>(Table<TRow> table, string column, TRow row) =>
        table.Columns.Single(c => c.Name == column) switch
        {
            TextColumn<TRow> c => c.Value(row),
            Utf8Column<TRow> c => System.Text.Encoding.UTF8.GetString(c.Value(row).Span),
            IntegerColumn<TRow> c => c.Value(row),
            LongColumn<TRow> c => c.Value(row),
            DoubleColumn<TRow> c => c.Value(row),
            BooleanColumn<TRow> c => c.Value(row),
            DateColumn<TRow> c => c.Value(row),
            TimestampColumn<TRow> c => c.Value(row),
            var c => throw new ArgumentException($"{c.Name} is of no known type", nameof(column)),
        };
}
