using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Build;

/// <summary>Reads a row's value of a column by its name.</summary>
internal static class TableCell
{
    public static object? Of<TRow>(Table<TRow> table, string column, TRow row) =>
        table.Columns.Single(c => c.Name == column) switch
        {
            TextOf<TRow> c => c.Value(row),
            Utf8Of<TRow> c => System.Text.Encoding.UTF8.GetString(c.Value(row).Span),
            IntegerOf<TRow> c => c.Value(row),
            LongOf<TRow> c => c.Value(row),
            DoubleOf<TRow> c => c.Value(row),
            BooleanOf<TRow> c => c.Value(row),
            DateOf<TRow> c => c.Value(row),
            TimestampOf<TRow> c => c.Value(row),
            var c => throw new ArgumentException($"{c.Name} is of no known type", nameof(column)),
        };
}
