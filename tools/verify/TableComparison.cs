using PatientFlow.Lake;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Verify;

/// <summary>
/// Compares the rows of a table with those that it should hold, by key and cell by cell, except processing times.
/// </summary>
internal static class TableComparison
{
    /// <summary>Columns whose values a report must not repeat.</summary>
    private static readonly HashSet<string> Identifying = ["patient_id", "event_key", "event_id", "raw_json", "raw_base64"];

    /// <summary>Compares the rows, and returns the number of rows stored.</summary>
    public static int Compare<TRow>(
        Table<TRow> table,
        IReadOnlyList<TRow> expectedRows,
        IReadOnlyList<ColumnBatch> stored,
        IReadOnlyList<string> key,
        Differences differences)
    {
        var expected = RowBatches.Of<TRow>(table, [.. expectedRows]);
        var byKey = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < expected.RowCount; row++)
            if (!byKey.TryAdd(KeyOf(expected, key, row), row))
                differences.Add(table.Path, $"recomputed twice: {KeyOf(expected, key, row)}");

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var rows = 0;
        foreach (var batch in stored)
        {
            rows += batch.RowCount;
            for (var row = 0; row < batch.RowCount; row++)
            {
                var name = KeyOf(batch, key, row);
                if (!seen.Add(name)) differences.Add(table.Path, $"stored twice: {name}");
                else if (!byKey.TryGetValue(name, out var at)) differences.Add(table.Path, $"stored, but not in Bronze: {name}");
                else CompareRow(table, expected, at, batch, row, name, differences);
            }
        }

        foreach (var name in byKey.Keys)
            if (!seen.Contains(name))
                differences.Add(table.Path, $"missing: {name}");
        return rows;
    }

    private static void CompareRow(
        Table table, ColumnBatch expected, int at, ColumnBatch stored, int row, string name, Differences differences)
    {
        foreach (var column in table.Schema)
        {
            if (table.ProcessingTimes.Contains(column.Name)) continue;
            var (must, has) = (Cells.Text(expected[column.Name], at), Cells.Text(stored[column.Name], row));
            if (must == has) continue;
            differences.Add(
                table.Path,
                Identifying.Contains(column.Name)
                    ? $"{name}: {column.Name} differs"
                    : $"{name}: {column.Name} is {has ?? "null"}, must be {must ?? "null"}");
        }
    }

    private static string KeyOf(ColumnBatch batch, IReadOnlyList<string> key, int row) =>
        string.Join(", ", key.Select(k => $"{k} {Cells.Text(batch[k], row)}"));
}
